/**
 * The follow-up of a year, as its team types it. Answers are those of the demonstration (apps/api/demonstration): what a journey is not about
 * is typed as a team would, by the words of the form; what it is about, the journey says itself.
 */
import { fatOf } from '../../dist/apps/demonstration/fats.js';
import { Chance } from '../../dist/apps/demonstration/chance.js';
import { habitsOf } from '../../dist/apps/demonstration/habits.js';
import { NANCY } from '../../dist/apps/demonstration/people.js';
import { typed } from '../../dist/apps/demonstration/typist.js';
import { displayValue, entriesOf, statementOf } from '#protocols/domain';
import { someone } from './fats.mjs';
import { expect } from './people.mjs';
import { complete, fill, isSaved, sign } from './sheet.mjs';

const PRESCRIBER = { familyName: 'Marchetti', givenName: 'Hélène', rpps: '99700410378', email: 'prescripteur-a@chru-nancy.exemple.fr' };
const PHARMACIST = { familyName: 'Thévenot', givenName: 'Julien', rpps: '99700411111', email: 'pharmacien-a@chru-nancy.exemple.fr' };

/** More answers than that are a list that filters. */
const RADIOS = 6;

/** `AAAA-MM-JJ`, that many days before today, in Paris. */
export function daysAgo(days) {
  const day = new Date(Date.now() - days * 86_400_000);
  return day.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
}

/** `JJ/MM/AAAA`, as one types it. */
export const french = (day) => day.split('-').reverse().join('/');

/** What the page itself would ask of the server, as anyone who is signed in. */
export async function ask(page, method, address, { body, version } = {}) {
  return page.evaluate(
    async ([verb, where, content, read]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrfToken,
        ...(verb === 'POST' && { 'Idempotency-Key': crypto.randomUUID() }),
        ...(read !== undefined && { 'If-Match': `"${read}"` }),
      };
      const answer = await fetch(`/api/v1${where}`, { method: verb, headers, ...(content && { body: JSON.stringify(content) }) });
      if (!answer.ok) throw new Error(`${answer.status} ${verb} ${where}: ${await answer.text()}`);
      return answer.json();
    },
    [method, address, body, version],
  );
}

/**
 * A patient of that authorisation who has a number, whose treatment was foreseen that many days ago: a year, unless told. The request is typed
 * and decided through the server, since other journeys prove those screens; its two signatures are made on the screen. `page` is the
 * prescriber's; `ansm`, the number of an access by name.
 */
export async function granted(enter, { authorisation, holder, ansm, sex = 'F', birth = '1961-03', days = 366 }) {
  const page = await enter('prescripteur-a');
  const { items } = await ask(page, 'GET', '/authorisations');
  const { id: authorisationId } = items.find(({ code }) => code === authorisation);
  const { id, forms } = await ask(page, 'POST', '/enrolments', { body: { authorisationId, ansm } });
  const who = someone();
  const file = `/dossiers/${id}`;
  await answerRequest(page, forms[0].id, { who, sex, birth, days });
  const pharmacist = await enter('pharmacien-a');
  await signTwice({ page, pharmacist }, `${file}/fiches/${forms[0].id}`);
  // Compassionate access asks for no opinion: signed, the patient has a number.
  const { ground } = await ask(page, 'GET', `/enrolments/${id}`);
  if (ground === 'holder-opinion') await favourable(await enter(holder), id);
  return { page, pharmacist, enrolmentId: id, file, who, letters: who.letters, began: daysAgo(days) };
}

/** Everything that a form which opens an enrolment still lacks, and the end of its entry, through the server; `otherwise` by the code of a field. */
export async function answerRequest(page, formId, { who, sex = 'F', birth = '1961-03', days, otherwise = {} }) {
  const form = await readForm(page, formId);
  const answers = fatOf(form.protocol, new Chance(days), {
    patient: { familyLetters: who.family, givenLetters: who.given, birth, sex },
    prescriber: { ...PRESCRIBER, specialty: 'Hématologie', ward: 'Hématologie clinique' },
    pharmacist: PHARMACIST,
    centre: NANCY,
    today: daysAgo(days + 12),
    planned: daysAgo(days),
  });
  const all = Object.entries({ ...Object.assign({}, ...Object.values(answers)), ...otherwise });
  await save(page, form, Object.fromEntries(all.filter(([item]) => !(item in form.values))));
  await end(page, form.id);
}

/** The prescriber of A signs the form at that address, then the pharmacist. */
export async function signTwice({ page, pharmacist }, form) {
  await page.goto(form);
  await sign(page, 'prescripteur-a');
  await pharmacist.goto(form);
  await sign(pharmacist, 'pharmacien-a');
}

async function favourable(exploitant, id) {
  const { stateVersion } = await ask(exploitant, 'GET', `/enrolments/${id}`);
  await ask(exploitant, 'POST', `/enrolments/${id}/decision`, { body: { decision: 'favourable' }, version: stateVersion });
}

export const calendar = (page) => page.getByRole('region', { name: 'Suivi' });

/** The forms of the calendar whose day has come and which nobody began, the earliest first. */
export async function dueForms({ page, enrolmentId }) {
  const { rows, today } = await ask(page, 'GET', `/enrolments/${enrolmentId}/schedule`);
  return rows.filter(({ target, formId, canOpen }) => canOpen && !formId && target !== undefined && target <= today);
}

/** A form of that kind which may be opened at a day that is known, of whichever patient of VYVGART has one, and their file. */
export async function openable(page, kind) {
  const { items } = await ask(page, 'POST', '/enrolments/search', { body: { states: 'granted' } });
  for (const { id } of items.filter(({ medicine }) => medicine.startsWith('VYVGART'))) {
    const { rows } = await ask(page, 'GET', `/enrolments/${id}/schedule`);
    const row = rows.find(({ kind: its, canOpen, target }) => its === kind && canOpen && target);
    if (row) return { ...row, enrolmentId: id, file: `/dossiers/${id}` };
  }
  throw new Error(`No form ${kind} to fill, under VYVGART.`);
}

/** Opens a form from the calendar of the patient's file, as its button says it. */
export async function openForm({ page, file }, { title, place }) {
  await page.goto(file);
  await calendar(page)
    .getByRole('button', { name: `Saisir : ${title} ${place}`.trim(), exact: true })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
}

/** Opens a form that the calendar does not foresee. */
export async function addForm({ page, file }, title) {
  await page.goto(file);
  await calendar(page).getByRole('button', { name: 'Ajouter une fiche' }).click();
  await calendar(page).getByRole('button', { name: title }).click();
  await expect(page).toHaveURL(/\/fiches\//);
}

/** Types the open form to its end, field by field, as a team would have answered that day; `otherwise` by the code of a field. */
export async function typeForm(page, day, { otherwise, given } = {}) {
  const form = await readForm(page, /\/fiches\/([^/?]+)/.exec(page.url())[1]);
  const values = answersOf(form, day, { otherwise, given });
  const sections = form.rules.sections.map(({ title, content }) => [
    title,
    content.flatMap((each) => stepsOf(each, values, form.protocol)),
  ]);
  await fill(page, Object.fromEntries(sections.filter(([, steps]) => steps.length > 0)));
}

/** Ends the open form, once all that was typed is saved. */
export async function endForm(page) {
  await isSaved(page);
  await complete(page);
}

/** The whole form through the server, for the many that are like one which was typed on the screen. */
export async function sendForm({ page, enrolmentId }, { form: formCode, visit: visitCode, occurrence }, day, { otherwise } = {}) {
  const { id } = await ask(page, 'POST', `/enrolments/${enrolmentId}/forms`, { body: { formCode, visitCode, occurrence } });
  const form = await readForm(page, id);
  await save(page, form, answersOf(form, day, { otherwise }));
  await end(page, id);
}

/** The row of that patient in the matrix of the dashboard, for that authorisation. */
export async function dashboardRow(page, authorisation, letters) {
  await page.getByRole('navigation', { name: 'Lieux' }).first().getByRole('link', { name: 'Tableau de bord' }).click();
  await page.getByRole('navigation', { name: 'Vues du tableau de bord' }).getByRole('link', { name: 'Patients et fiches' }).click();
  // The view that one leaves has that choice too: made there, it would keep one there.
  await expect(page).toHaveURL(/\/tableau-de-bord\/fiches/);
  await page.getByLabel('Autorisation', { exact: true }).selectOption({ label: authorisation });
  const row = page
    .getByRole('grid', { name: /^Patients et fiches/ })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: letters }) });
  await expect(row).toBeVisible();
  return row;
}

/** A form with its protocol: what is needed to answer it. */
async function readForm(page, id) {
  const view = await ask(page, 'GET', `/forms/${id}`);
  const { document: protocol } = await ask(page, 'GET', `/protocol-versions/${view.protocolVersionId}`);
  return { id, env: view.env, values: view.values, protocol, rules: protocol.forms.find(({ code }) => code === view.code) };
}

function answersOf({ env, protocol, rules }, day, { otherwise, given } = {}) {
  return typed(rules, env, habitsOf({ chance: new Chance(7), lists: protocol.codeLists, day, env }, otherwise), given);
}

async function save(page, { id }, values) {
  const changes = Object.entries(values).map(([item, value]) => ({ item, value, base: 0 }));
  await ask(page, 'PATCH', `/forms/${id}/values`, { body: { changes } });
}

async function end(page, id) {
  const { stateVersion: version } = await ask(page, 'GET', `/forms/${id}`);
  await ask(page, 'POST', `/forms/${id}/complete`, { version });
}

/** What one does to answer an item, or the rows of a group, in the words of the form. */
function stepsOf(content, values, { codeLists }) {
  if (content.type !== 'group') return stepsOfItem(content, values[content.code], codeLists);
  const rows = Object.keys(values).filter((key) => key.startsWith(`${content.code}/`) && key.split('/').length === 2);
  const statement = rows.length === 0 ? statementOf(content) : undefined;
  if (statement) return stepsOfItem(statement, values[content.code], codeLists);
  return rows
    .sort()
    .map((row) => ['adds', content.rowLabel, content.items.flatMap((item) => stepsOfItem(item, values[`${row}/${item.code}`], codeLists))]);
}

function stepsOfItem(item, value, lists) {
  if (value === undefined || item.type === 'calc') return [];
  const words = displayValue({ ...item, unit: undefined }, value, lists);
  if (typeof value === 'object' && 'missing' in value) return [['leaves', item.label, words]];
  const entries = entriesOf(item, lists);
  if (item.type === 'multi') return entries.filter(({ code }) => value.includes(code)).map(({ label }) => ['ticks', item.label, label]);
  if (['on', 'oni', 'choice'].includes(item.type)) return [[entries.length > RADIOS ? 'picks' : 'chooses', item.label, words]];
  return [['types', item.label, words]];
}
