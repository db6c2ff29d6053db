import { onDisk } from './device.mjs';
import { transfer } from './moves.mjs';
import { expect, NAMES, test } from './people.mjs';
import { ABSENT, seesNothing } from './seen.mjs';
import { answer, isSaved, section, startRequest } from './sheet.mjs';
import { ask, calendar as calendarOf, granted } from './year.mjs';

const patient = (page) => section(page, 'Patient');

/** The staff of B, designated by their pharmacist, in a form that the pharmacist began. */
async function designated(enter) {
  const pharmacist = await enter('pharmacien-b');
  const { items } = await ask(pharmacist, 'GET', '/authorisations');
  const { id: authorisationId } = items.find(({ code }) => code === 'TEC');
  const colleagues = await ask(pharmacist, 'GET', '/colleagues');
  const { id: designeeId } = colleagues.items.find(({ name }) => name === NAMES['pnm-b']);
  const designation = await ask(pharmacist, 'POST', '/designations', { body: { kind: 'pnm', authorisationId, designeeId } });
  const request = await startRequest(pharmacist, 'TECVAYLI', { label: NAMES['prescripteur-b'] });
  await answer(patient(pharmacist), ['types', 'Nom du patient, 3 premières lettres', 'RGT']);
  await isSaved(pharmacist);
  const pnm = await enter('pnm-b');
  pnm.foreseen.push(/^40[34] (GET|POST|PATCH) /);
  await pnm.goto(request.form);
  const withdraw = () => ask(pharmacist, 'POST', `/designations/${designation.id}/withdraw`, { version: designation.stateVersion });
  return { pharmacist, pnm, request, withdraw };
}

/** What is saved from now on is on its way until it is let go. */
async function holdsSaves(page) {
  const [go, onItsWay] = [Promise.withResolvers(), Promise.withResolvers()];
  await page.route('**/api/v1/forms/*/values', async (route) => {
    onItsWay.resolve();
    await go.promise;
    await route.continue();
  });
  return { isOnItsWay: onItsWay.promise, goes: go.resolve };
}

/** The form gave way by itself; what was typed waits on this device, with why. */
async function isKept(page, answer) {
  await expect(page.getByRole('heading', { level: 1, name: ABSENT })).toBeVisible();
  await expect(page.locator('app-patient-banner')).toHaveCount(0);
  await expect(page.getByText('1 réponse gardée sur ce poste n’est pas encore enregistrée.')).toBeVisible();
  await page.getByRole('link', { name: 'Voir ces réponses' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Réponses gardées sur ce poste' })).toBeVisible();
  await expect(page.getByText('ou vous n’y avez plus accès', { exact: false })).toBeVisible();
  await expect(page.getByText(answer, { exact: false }).first()).toBeVisible();
  expect(await onDisk(page)).toHaveLength(1);
}

const valuesOf = async (page, { formId }) => (await ask(page, 'GET', `/forms/${formId}`)).values;

test('charter C5.4: a designation that is withdrawn while its holder types: what was typed is not written, is kept for its author, and told', async ({
  enter,
}) => {
  const { pharmacist, pnm, request, withdraw } = await designated(enter);

  await test.step('what was saved before stays; what is on its way when the right goes is refused', async () => {
    await answer(patient(pnm), ['types', 'Taille', '160']);
    await isSaved(pnm);
    const save = await holdsSaves(pnm);
    await answer(patient(pnm), ['types', 'Poids', '55,5']);
    await save.isOnItsWay;
    await withdraw();
    save.goes();
  });

  await test.step('the form goes from the screen by itself; its author finds what was typed, sealed on this device, and why it is not sent', async () => {
    await isKept(pnm, '55,5');
    expect((await onDisk(pnm)).join()).not.toMatch(/55[.,]5|RGT/);
  });

  await test.step('nothing of it was written', async () => {
    const values = await valuesOf(pharmacist, request);
    expect(values['pat.taille']).toBe(160);
    expect(values['pat.poids']).toBeUndefined();
    await pharmacist.goto(request.form);
    await expect(patient(pharmacist).getByRole('textbox', { name: 'Poids', exact: true })).toHaveValue('');
  });

  await test.step('what colleagues do from then on does not reach that page', async () => {
    const told = [];
    pnm.on('request', (one) => one.url().includes(request.formId) && told.push(one.url()));
    await answer(patient(pharmacist), ['types', 'Poids', '61']);
    await isSaved(pharmacist);
    expect(told).toEqual([]);
    await seesNothing(pnm, request.file, { letters: 'RGT' });
  });
});

test('charter C10.1: a transfer that is undone while the other centre types: nothing of it is written, and the same becomes of it', async ({
  enter,
}) => {
  const { page: ofA, file } = await granted(enter, { authorisation: 'ENH', holder: 'exploitant-2', days: 60 });
  await ofA.goto(file);
  await calendarOf(ofA)
    .getByRole('button', { name: /^Saisir : Fiche d’initiation/ })
    .click();
  await expect(ofA).toHaveURL(/\/fiches\//);
  const form = new URL(ofA.url()).pathname;
  const manager = await enter('gestionnaire');
  await manager.goto(file);
  await transfer(manager, /Bourg/, NAMES['prescripteur-b']);

  // Their rights are the same with this patient and without: the page is told that a patient left.
  const ofB = await enter('pharmacien-b');
  ofB.foreseen.push(/^40[34] (GET|POST|PATCH) /);
  await ofB.goto(form);
  const save = await holdsSaves(ofB);
  await answer(section(ofB, 'Première administration'), ['chooses', 'Le traitement a-t-il été administré ?', 'Oui']);
  await save.isOnItsWay;
  await manager.getByRole('button', { name: 'Défaire…' }).click();
  await manager.getByRole('dialog').getByLabel('Motif').fill('Erreur de centre');
  await manager.getByRole('dialog').getByRole('button', { name: 'Défaire le transfert' }).click();
  await expect(manager.getByText('Défait', { exact: true })).toBeVisible();
  save.goes();
  await isKept(ofB, 'Le traitement a-t-il été administré');
  expect(await valuesOf(ofA, { formId: form.split('/').at(-1) })).toEqual({});
});
