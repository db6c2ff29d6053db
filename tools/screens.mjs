/**
 * `node tools/screens.mjs [ADDRESS] [NAME…]`: takes a picture of every screen of a running demonstration, at 1440 and 390 pixels, into docs/screens. They
 * are looked at before a change of the interface is said to be done.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, ROOT } from './prelude.mjs';

const FOLDER = path.join(ROOT, 'docs/screens');
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const STAFF = [
  'exploitant',
  'exploitant-2',
  'exploitant-3',
  'exploitant-4',
  'exploitant-5',
  'data-manager',
  'gestionnaire',
  'administrateur',
];

/** Finds patients and forms of the demonstration as their screens do, through the API of anyone who is signed in. */
const ask = (page, method, address, body) =>
  page.evaluate(
    async ([verb, where, content]) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken };
      const answer = await fetch(`/api/v1${where}`, { method: verb, headers, ...(content && { body: JSON.stringify(content) }) });
      return answer.json();
    },
    [method, address, body],
  );

async function patient(page, medicine, state = 'granted', most = (file) => file.forms.length) {
  const { items } = await ask(page, 'POST', '/enrolments/search', { states: state });
  const files = [];
  for (const item of items.filter((each) => each.medicine.startsWith(medicine)))
    files.push(await ask(page, 'GET', `/enrolments/${item.id}`));
  files.sort((one, other) => most(other) - most(one));
  if (!files[0]) throw new Error(`No patient under ${medicine} that is ${state}.`);
  return files[0];
}

const file = (medicine, state) => async (page) => `/dossiers/${(await patient(page, medicine, state)).id}`;
const form = (medicine, kind, state) => async (page) => {
  const { id, forms } = await patient(page, medicine, state);
  const one = forms.filter((each) => each.kind === kind).at(-1);
  if (!one) throw new Error(`No form ${kind} under ${medicine}.`);
  return `/dossiers/${id}/fiches/${one.id}`;
};

/** A version of ENHERTU, which has two, and what is read from it. */
const version = (under) => async (page) => {
  const { items } = await ask(page, 'GET', '/protocols');
  const [last, former] = items.find(({ code }) => code.startsWith('ENHERTU')).versions;
  return `/protocoles/versions/${last.id}${under.replace(':other', former.id)}`;
};

/** A questionnaire of VYVGART that was not opened yet: opened, and the device handed to the patient (charter C5.9). */
async function handedOver(page) {
  const { id } = await patient(page, 'VYVGART', 'granted', ({ forms }) => -forms.length);
  const { rows } = await ask(page, 'GET', `/enrolments/${id}/schedule`);
  const { title, place } = rows.find(({ kind, canOpen }) => kind === 'QDV' && canOpen);
  await page.goto(`/dossiers/${id}`);
  await page.getByRole('button', { name: `Saisir : ${title} ${place}`, exact: true }).click();
  await page.getByRole('button', { name: 'Confier l’appareil au patient' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confier l’appareil' }).click();
  await page.waitForURL(/questionnaire$/);
  return '/questionnaire';
}

/** The page on which the pharmacist reads what they sign. */
async function toSign(page) {
  const { items } = await ask(page, 'POST', '/enrolments/search', { states: 'half-signed' });
  const { id } = items.find(({ awaits }) => awaits.includes('pharmacist'));
  const { forms } = await ask(page, 'GET', `/enrolments/${id}`);
  return `/dossiers/${id}/fiches/${forms[0].id}/signature/pharmacist`;
}

/** What a manager says of a transfer, before it is done. */
const transferring = async (page) => {
  await page.getByRole('button', { name: /^Transférer à un autre centre/ }).click();
  await scrolledTo('Transferts entre centres')(page);
};

/** What a manager says of a relay, before it is recorded. */
const relaying = async (page) => {
  await page.getByLabel('Accès précoce qui prend le relais').selectOption({ index: 1 });
  await page.waitForTimeout(400);
  await scrolledTo(/^Relais/)(page);
};

/** An authorisation, by its code. */
const authorisation = (code) => async (page) => {
  const { items } = await ask(page, 'GET', '/authorisations');
  return `/autorisations/${items.find((one) => one.code === code).id}`;
};

/** The part of a page that is meant, at the top of the picture. */
const scrolledTo = (heading) => (page) =>
  page
    .getByRole('heading', { name: heading })
    .first()
    .evaluate((found) => {
      // Below what stays at the top, which is higher on a narrow screen.
      found.style.scrollMarginTop = innerWidth < 600 ? '190px' : '80px';
      found.scrollIntoView({ block: 'start' });
    });

const first = (list, place) => async (page) => `${place}/${(await ask(page, 'GET', list)).items[0].id}`;

/** Account, name of the picture, where, and what to do there first. `screens.spec.ts` compares them with the folder and the addresses. */
export const SCREENS = [
  [undefined, 'connexion', '/connexion'],
  ['prescripteur-ab', 'choix-du-profil', '/profil'],
  ['prescripteur-a', 'accueil-prescripteur', '/'],
  ['prescripteur-a', 'patients', '/patients'],
  ['prescripteur-a', 'nouvelle-demande', '/demandes/nouvelle'],
  ['pharmacien-a', 'dossier-vyvgart', file('VYVGART')],
  ['pharmacien-a', 'fiche-suivi', form('VYVGART', 'SUIVI')],
  ['pharmacien-a', 'fiche-effet-indesirable', form('VYVGART', 'EI')],
  ['pharmacien-a', 'journal', async (page) => `${await file('VYVGART')(page)}/journal`],
  ['pharmacien-a', 'acces-au-dossier', async (page) => `${await file('VYVGART')(page)}/acces`],
  ['pharmacien-a', 'mes-acces', '/mes-acces'],
  ['pharmacien-a', 'statuts', '/statuts'],
  ['pharmacien-a', 'dispensation', '/dispensation'],
  ['pharmacien-a', 'revue-des-acces', '/revue-des-acces'],
  ['pharmacien-a', 'liste-de-fiches', '/tableau-de-bord/liste'],
  ['prescripteur-a', 'fiche-acces', form('TECVAYLI', 'FAT', 'draft')],
  ['pharmacien-a', 'signature', toSign],
  ['prescripteur-a', 'reponses-gardees', '/reponses-gardees'],
  ['prescripteur-a', 'page-introuvable', '/nulle-part'],
  ['prescripteur-a', 'autorisations', '/autorisations'],
  ['prescripteur-a', 'autorisation', first('/authorisations', '/autorisations')],
  ['prescripteur-a', 'designations', '/designations'],
  ['prescripteur-a', 'droits', '/droits'],
  ['pharmacien-a', 'accueil-pharmacien', '/'],
  ['pharmacien-a', 'tableau-de-bord-pui', '/tableau-de-bord'],
  ['pharmacien-a', 'tableau-patients-fiches', '/tableau-de-bord/fiches'],
  ['pharmacien-a', 'donnees-manquantes', '/tableau-de-bord/manquants'],
  ['pharmacien-a', 'queries-pharmacien', '/queries'],
  ['exploitant', 'accueil-exploitant', '/'],
  ['exploitant', 'avis-a-rendre', file('TECVAYLI', 'sent')],
  ['exploitant', 'tableau-de-bord-exploitant', '/tableau-de-bord'],
  ['data-manager', 'accueil-data-manager', '/'],
  ['data-manager', 'queries', '/queries'],
  ['exploitant-3', 'pharmacovigilance', '/pharmacovigilance'],
  ['exploitant-3', 'declaration', first('/pv/cases', '/pharmacovigilance')],
  ['data-manager', 'relecture-de-valeurs', '/queries/relecture'],
  ['data-manager', 'tableau-de-bord-data-manager', '/tableau-de-bord'],
  ['gestionnaire', 'accueil-gestionnaire', '/'],
  ['gestionnaire', 'centres', '/centres'],
  ['gestionnaire', 'revues-des-acces', '/revues-des-acces'],
  ['gestionnaire', 'journal-des-acces', '/journal-des-acces'],
  ['gestionnaire', 'transfert', file('VYVGART'), transferring],
  ['gestionnaire', 'relais', authorisation('TECAC'), relaying],
  ['gestionnaire', 'comptes', '/comptes'],
  ['gestionnaire', 'envois', '/envois'],
  ['gestionnaire', 'protocoles', '/protocoles'],
  ['gestionnaire', 'version-de-protocole', version('')],
  ['gestionnaire', 'apercu-de-fiche', version('/fiches/FAT')],
  ['gestionnaire', 'differences-de-versions', version('/differences/:other')],
  ['gestionnaire', 'passage-de-fiches', version('/passage/:other')],
  ['administrateur', 'accueil-administrateur', '/'],
  // Last of its account: nothing else can be reached once the device is handed over.
  ['pharmacien-a', 'questionnaire', handedOver],
];

const SCRIPT = fileURLToPath(import.meta.url);
const isCalled = process.argv[1] !== undefined && path.resolve(process.argv[1]) === SCRIPT;
if (isCalled) await run(SCRIPT, takeAll);

async function takeAll() {
  const { chromium } = await import('@playwright/test');
  const { findBrowser } = await import('./browser.mjs');
  const [address = 'http://localhost:3000', ...names] = process.argv.slice(2);
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  mkdirSync(FOLDER, { recursive: true });
  const wanted = SCREENS.filter(([, name]) => names.length === 0 || names.includes(name));
  for (const account of new Set(wanted.map(([who]) => who))) {
    const context = await browser.newContext({ baseURL: address, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
    const page = await context.newPage();
    if (account) await signIn(page, account);
    for (const [, name, where, prepare] of wanted.filter(([who]) => who === account)) await take(page, name, where, prepare);
    await context.close();
  }
  await browser.close();
}

async function signIn(page, account) {
  await page.goto('/');
  await page.getByRole('link', { name: STAFF.includes(account) ? /opérateur/ : /Plage/ }).click();
  await page.getByLabel('Identifiant').fill(account);
  await page.getByLabel('Mot de passe').fill('demo');
  await page.getByRole('button', { name: /^Se connecter/ }).click();
  // The provider's page has a heading too.
  await page.locator('app-root h1').first().waitFor();
}

async function take(page, name, where, prepare) {
  const address = typeof where === 'string' ? where : await where(page);
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    await page.goto(address);
    await page.locator('h1').first().waitFor();
    await page.locator('app-skeleton').first().waitFor({ state: 'detached' });
    await prepare?.(page);
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(FOLDER, `${name}-${size.width}.png`) });
  }
  process.stdout.write(`${name}\n`);
}
