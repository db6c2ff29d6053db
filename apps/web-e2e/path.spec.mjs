import { dayOfTransferComes, transfer } from './moves.mjs';
import { expect, NAMES, test } from './people.mjs';
import { ABSENT, homeTellsNothing, isAbsent, sees, seesNothing } from './seen.mjs';
import { answer, decide, isSaved, section } from './sheet.mjs';
import { answerRequest, ask, calendar as calendarOf, daysAgo, french, granted, signTwice } from './year.mjs';

const NANCY = /Nancy/;
const BOURG = /Bourg/;
const FORMER = 'VYVPA';

/** The one field of that name, with what stands beside it. */
const field = (page, label) => page.locator('app-item-field', { has: page.getByText(label, { exact: true }) });

/** Says that the value is there, and which centre entered it, in violet as all that comes from elsewhere. */
async function isFrom(page, label, value, centre) {
  await expect(field(page, label)).toContainText(value);
  await expect(field(page, label).locator('.tone-violet').filter({ hasText: centre }).first()).toBeVisible();
  await expect(field(page, label).getByRole('textbox')).toHaveCount(0);
}

test('charter C8.1, C8.2, C8.3, C9.1, C9.2, C10.1, C10.2, C10.3, C10.4, C10.5: a compassionate patient becomes early access, goes from A to B and back, dispensed in C, and at each step each account sees what is theirs', async ({
  enter,
  baseURL,
}) => {
  const manager = await enter('gestionnaire');
  const { items } = await ask(manager, 'GET', '/authorisations');
  const early = items.find(({ code }) => code === 'VYV');
  const ansm = { number: `AAC 2026-${String(Date.now()).slice(-6)}`, fromDay: daysAgo(10), untilDay: daysAgo(-200) };
  const opened = await ask(manager, 'POST', '/authorisations', {
    body: {
      ...{ code: FORMER, holderId: early.holderId, kind: 'AAC-PRE-PRECOCE', medicine: early.medicine, inn: early.inn },
      ...{ indication: early.indication, ucdCodes: [], protocolCode: 'VYVGART-AAC', day: daysAgo(90), term: daysAgo(-200) },
      ...{ decidedOn: daysAgo(90), authority: 'ansm', document: 'AAC pré-précoce, décision n° 2026.119' },
    },
  });
  await ask(manager, 'POST', `/authorisations/${opened.id}/relays`, { body: { laterId: early.id } });

  const { page: ofA, pharmacist: puiA, file: former, who } = await granted(enter, { authorisation: FORMER, ansm, days: 60 });
  const [ofB, puiC, puiD, holder] = [
    await enter('prescripteur-b'),
    await enter('pharmacien-l'),
    await enter('pharmacien-r'),
    await enter('exploitant-3'),
  ];
  // What is looked for in vain is absent, and what is open when a right goes is asked for again.
  for (const page of [ofA, puiA, ofB, puiC, puiD, holder]) page.foreseen.push(/^404 (GET|POST) /);
  const numbers = [];
  const patient = { letters: who.letters, numbers };
  const all = (work, ...pages) => Promise.all(pages.map(work));

  await test.step('compassionate: included in A, whose team alone sees the patient', async () => {
    await all((page) => sees(page, former, patient), ofA, puiA);
    await all((page) => seesNothing(page, former, patient), ofB, puiC, puiD);
    await all((page) => homeTellsNothing(page, patient), ofB, puiC, puiD);
    numbers.push((await ask(ofA, 'GET', former.replace('/dossiers', '/enrolments'))).registrationNumber);
  });

  let form;
  let file;
  await test.step('A goes on under the early access: each value that was carried is confirmed', async () => {
    await ofA.goto(former);
    await ofA.getByRole('button', { name: 'Reprendre les données en accès précoce…' }).click();
    await ofA.getByRole('dialog').getByRole('button', { name: 'Ouvrir la demande' }).click();
    await expect(ofA.getByRole('heading', { level: 1, name: 'Fiche d’accès au traitement' })).toBeVisible();
    form = new URL(ofA.url()).pathname;
    file = form.replace(/\/fiches\/.*/, '');
    expect(file).not.toBe(former);
    await expect(field(ofA, 'Nom du patient, 3 premières lettres')).toContainText('À confirmer');
    await expect(field(ofA, 'Patient adulte')).not.toContainText('À confirmer');
    const toConfirm = ofA.getByRole('button', { name: /^Confirmer/ });
    for (let left = await toConfirm.count(); left > 0; left--) {
      await toConfirm.first().click();
      await expect(toConfirm).toHaveCount(left - 1);
    }
    await isSaved(ofA);
  });

  await test.step('a draft is the centre’s: its pharmacist reads it, the holder and the other centres do not', async () => {
    await puiA.goto(form);
    await expect(field(puiA, 'Nom du patient, 3 premières lettres').getByRole('textbox')).toHaveValue(who.family);
    await all((page) => seesNothing(page, file, patient), ofB, puiC, puiD);
    await isAbsent(holder, file);
  });

  await test.step('signed by both, it waits for the holder, who reads it and types nothing', async () => {
    // Asked for two months ago, so that a visit took place before the transfer.
    await answer(section(ofA, 'Patient'), ['types', 'Date de la demande', french(daysAgo(72))]);
    await isSaved(ofA);
    const otherwise = { 'pat.relais_ac': 'AC', 'pat.num_ac': ansm.number };
    await answerRequest(ofA, /\/fiches\/(.+)/.exec(form)[1], { who, days: 60, otherwise });
    await signTwice({ page: ofA, pharmacist: puiA }, form);
    await holder.goto(form);
    await expect(holder.getByText('Lecture seule : la demande est chez l’exploitant', { exact: false })).toBeVisible();
    await expect(holder.getByRole('textbox', { name: 'Poids' })).toHaveCount(0);
  });

  await test.step('favourable: two numbers, one patient; in A each file leads to the other', async () => {
    await sees(holder, file, patient);
    await decide(holder, 'Favorable', { act: 'Donner l’avis favorable' });
    await expect(holder.getByText(/VYV-\d{6}/).first()).toBeVisible();
    numbers.push((await ask(ofA, 'GET', file.replace('/dossiers', '/enrolments'))).registrationNumber);
    expect(new Set(numbers).size).toBe(2);
    await ofA.goto(file);
    await expect(ofA.getByText(`Ce patient est aussi suivi sous ${FORMER}`)).toBeVisible();
    await expect(ofA.getByText(numbers[0]).first()).toBeVisible();
    await puiA.goto(former);
    await expect(puiA.getByText('Ce patient est aussi suivi sous VYV')).toBeVisible();
    // What comes now is asked there alone (charter C8.3).
    await expect(puiA.getByText(/ce patient est suivi sous une autre autorisation/)).toBeVisible();
    await all((page) => seesNothing(page, file, patient), ofB, puiC, puiD);
  });

  let visit;
  await test.step('A half fills the first form', async () => {
    await ofA.goto(file);
    await calendarOf(ofA)
      .getByRole('button', { name: /^Saisir : Fiche d’initiation/ })
      .click();
    await expect(ofA.getByRole('heading', { level: 1 })).toContainText('Fiche d’initiation de traitement');
    visit = new URL(ofA.url()).pathname;
    await answer(section(ofA, 'Première administration'), ['chooses', 'Le traitement a-t-il été administré ?', 'Oui']);
    await answer(
      section(ofA, 'Administration'),
      ['types', 'Date de la première perfusion', french(daysAgo(50))],
      ['types', 'Poids à l’instauration', '71,5'],
    );
    await isSaved(ofA);
  });

  await test.step('the manager plans the transfer for tomorrow: before its day B is told nothing of the patient', async () => {
    await manager.goto(file);
    await transfer(manager, BOURG, NAMES['prescripteur-b'], { on: french(daysAgo(-1)) });
    await expect(manager.getByText('Prévu', { exact: true })).toBeVisible();
    await ofA.goto(file);
    await expect(ofA.getByText(/^De .*Nancy.* vers .*Bourg/)).toBeVisible();
    await all((page) => seesNothing(page, file, patient), ofB, puiC, puiD);
    await homeTellsNothing(ofB, patient);
    await isAbsent(ofB, visit);
    await ofA.goto(visit);
    await expect(field(ofA, 'Poids à l’instauration').getByRole('textbox')).toHaveValue('71,5');
  });

  await test.step('its day comes: the file is B’s by itself, A is told so where it looks', async () => {
    await all((page) => page.goto(file), ofA, puiA);
    await dayOfTransferComes(baseURL, file.split('/').at(-1));
    await all((page) => expect(page.getByText(/suit maintenant ce patient/)).toBeVisible({ timeout: 120_000 }), ofA, puiA);
    await sees(ofB, file, patient);
    await all((page) => seesNothing(page, file, patient), puiC, puiD);
  });

  await test.step('B reads all of it with its provenance, changes nothing of A’s, and fills what A left empty', async () => {
    await ofB.goto(visit);
    await isFrom(ofB, 'Poids à l’instauration', '71,5', NANCY);
    await ofB.goto(form);
    await isFrom(ofB, 'Nom du patient, 3 premières lettres', who.family, NANCY);
    await ofB.goto(visit);
    await answer(section(ofB, 'Administration'), ['types', 'N° de lot', 'LOT-B-1']);
    await isSaved(ofB);
    // What was collected under the compassionate access was not transferred: it stays A's, and the story says where the carried values come from.
    await ofB.goto(file);
    await expect(ofB.getByText(`Suite du recueil compassionnel n° ${numbers[0]}`, { exact: false })).toBeVisible();
    await expect(ofB.getByText(/est aussi suivi sous/)).toHaveCount(0);
    await isAbsent(ofB, former);
  });

  await test.step('A reads and corrects its own, learns that B answered, never what; the holder reads both', async () => {
    await all(
      async (page) => {
        await page.goto(visit);
        await expect(field(page, 'N° de lot')).toContainText('Répondu par un autre centre');
        await expect(page.getByText('LOT-B-1')).toHaveCount(0);
      },
      ofA,
      puiA,
    );
    await answer(section(ofA, 'Administration'), ['types', 'Poids à l’instauration', '71,8']);
    await isSaved(ofA);
    await sees(puiA, former, patient);
    await holder.goto(visit);
    await expect(field(holder, 'N° de lot')).toContainText('LOT-B-1');
    await expect(field(holder, 'Poids à l’instauration')).toContainText('71,8');
  });

  await test.step('C, which only dispenses, is told whether the number is valid, and nothing else', async () => {
    await puiC.goto('/dispensation');
    await puiC.getByLabel('Autorisation', { exact: true }).selectOption({ label: `${early.medicine} – VYV` });
    const box = puiC.getByLabel('Numéro d’enregistrement du patient');
    const check = puiC.getByRole('button', { name: 'Vérifier le numéro' });
    await box.fill(`${numbers[1].slice(0, -1)}${(Number(numbers[1].at(-1)) + 1) % 10}`);
    await check.click();
    await expect(puiC.getByRole('alert')).toContainText('erreur de saisie');
    await puiC.getByLabel('Autorisation', { exact: true }).selectOption({ label: 'TECVAYLI – TEC' });
    await box.fill(numbers[1].slice(-6));
    await check.click();
    await expect(puiC.getByText('Ce numéro n’est pas valide pour cette autorisation.')).toBeVisible();
    await puiC.getByLabel('Autorisation', { exact: true }).selectOption({ label: `${early.medicine} – VYV` });
    await box.fill(numbers[1]);
    await check.click();
    await expect(puiC.getByText('Ce numéro est valide pour cette autorisation.')).toBeVisible();
    await expect(puiC.getByText(who.letters)).toHaveCount(0);
  });

  const mine = puiC.getByRole('row').filter({ hasText: numbers[1] });
  const panel = ofB.getByRole('region', { name: 'Lecture par un autre centre' });
  await test.step('C asks to read: the centre that follows the patient is asked, not the one that did', async () => {
    await puiC.getByRole('button', { name: /^Demander à lire le dossier/ }).click();
    await puiC.getByLabel('Pourquoi').fill('Nous dispensons la prochaine perfusion dans notre pharmacie.');
    await puiC.getByRole('button', { name: 'Envoyer la demande' }).click();
    await expect(mine.filter({ hasText: 'Demandée' })).toHaveCount(1);
    await all((page) => seesNothing(page, file, patient), puiC, puiD);
    await ofA.goto(file);
    await expect(ofA.getByText(/suit maintenant ce patient/)).toBeVisible();
    await expect(ofA.getByText(NAMES['pharmacien-l'])).toHaveCount(0);
    await ofB.goto(file);
    await expect(panel).toContainText(NAMES['pharmacien-l']);
    await panel.getByRole('button', { name: /^Accorder la lecture/ }).click();
    await panel.getByRole('button', { name: 'Accorder la lecture', exact: true }).click();
    await expect(panel.getByText('Ouverte', { exact: true })).toBeVisible();
  });

  await test.step('C reads all of it and writes nothing; D, whom nobody opened it to, reads nothing', async () => {
    await puiC.goto(file);
    await expect(puiC.getByText(/^Vous lisez ce dossier, jusqu’au/)).toBeVisible();
    await expect(puiC.locator('app-patient-banner')).toContainText(who.letters);
    await expect(puiC.getByRole('button', { name: /^(Saisir|Ajouter une fiche|Annuler la demande)/ })).toHaveCount(0);
    await puiC.goto(visit);
    for (const value of ['71,8', 'LOT-B-1']) await expect(puiC.getByText(value).first()).toBeVisible();
    await expect(puiC.getByRole('main').getByRole('textbox')).toHaveCount(0);
    await expect(puiC.getByRole('button', { name: 'Terminer la saisie' })).toHaveCount(0);
    await seesNothing(puiD, file, patient);
    await isAbsent(puiC, former);
  });

  await test.step('withdrawn while C has it open: it goes from the screen by itself', async () => {
    await puiC.goto(visit);
    await expect(puiC.getByText('LOT-B-1').first()).toBeVisible();
    await panel.getByRole('button', { name: /^Retirer la lecture/ }).click();
    await ofB.getByRole('dialog').getByLabel('Motif').fill('La dispensation a repris dans notre pharmacie.');
    await ofB.getByRole('dialog').getByRole('button', { name: 'Retirer la lecture' }).click();
    await expect(puiC.getByRole('heading', { level: 1, name: ABSENT })).toBeVisible();
    await expect(puiC.getByText('LOT-B-1')).toHaveCount(0);
    await seesNothing(puiC, file, patient);
  });

  await test.step('back in A: all is read there, each value with its centre; B keeps its own, and what A enters now is not told there', async () => {
    await manager.goto(file);
    await transfer(manager, NANCY, NAMES['prescripteur-a']);
    await all((page) => sees(page, file, patient), ofA, puiA);
    await ofA.goto(visit);
    await isFrom(ofA, 'N° de lot', 'LOT-B-1', BOURG);
    await answer(section(ofA, 'Administration'), ['types', 'Dose administrée', '718']);
    await isSaved(ofA);
    await ofB.goto(file);
    await expect(ofB.getByText(/suit maintenant ce patient/)).toBeVisible();
    await ofB.goto(visit);
    await expect(field(ofB, 'N° de lot')).toContainText('LOT-B-1');
    await expect(field(ofB, 'Poids à l’instauration')).toHaveCount(0);
    await expect(ofB.getByText('718')).toHaveCount(0);
    await all((page) => seesNothing(page, file, patient), puiC, puiD);
  });

  await test.step('the holder read one patient all along, with every value, and typed none', async () => {
    await holder.goto(visit);
    for (const [label, value] of Object.entries({ 'Poids à l’instauration': '71,8', 'N° de lot': 'LOT-B-1', 'Dose administrée': '718' }))
      await expect(field(holder, label)).toContainText(value);
    await expect(holder.getByRole('main').getByRole('textbox')).toHaveCount(0);
  });
});
