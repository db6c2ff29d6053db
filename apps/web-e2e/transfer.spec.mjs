import { expect, NAMES, test } from './people.mjs';
import { receiverLeaves, transfer } from './moves.mjs';
import { answer, isSaved, section } from './sheet.mjs';
import { calendar as calendarOf, daysAgo, french, granted } from './year.mjs';

const NANCY = /Nancy/;
const BOURG = /Bourg/;

/** The one field of that name, with what stands beside it. */
const field = (page, label) => page.locator('app-item-field', { has: page.getByText(label, { exact: true }) });

test('charter C10.1, C10.3, C10.4, C10.5: a patient goes from A to B and back, and each centre keeps what it entered', async ({
  enter,
}) => {
  const { page: ofA, file } = await granted(enter, { authorisation: 'ENH', holder: 'exploitant-2', days: 60 });
  const manager = await enter('gestionnaire');
  let form;

  await test.step('at A, a form is half filled', async () => {
    await ofA.goto(file);
    await calendarOf(ofA)
      .getByRole('button', { name: /^Saisir : Fiche d’initiation/ })
      .click();
    await expect(ofA.getByRole('heading', { level: 1 })).toHaveText('Fiche d’initiation de traitement – J0 (C1J1)');
    form = new URL(ofA.url()).pathname;
    await answer(section(ofA, 'Première administration'), ['chooses', 'Le traitement a-t-il été administré ?', 'Oui']);
    await answer(
      section(ofA, 'Administration'),
      ['types', 'Date de début de traitement', french(daysAgo(50))],
      ['types', 'Poids à l’instauration', '71,5'],
    );
    await isSaved(ofA);
  });

  await test.step('the manager reads who gains and who loses what, and transfers', async () => {
    await manager.goto(file);
    await transfer(manager, BOURG, NAMES['prescripteur-b']);
    await expect(manager.getByText(/^De .*Nancy.* vers .*Bourg/)).toBeVisible();
    await expect(manager.getByRole('button', { name: 'Défaire…' })).toBeVisible();
  });

  const ofB = await enter('prescripteur-b');
  await test.step('B reads all of it, sees who entered what, and fills what was left empty', async () => {
    await ofB.goto(form);
    await expect(field(ofB, 'Poids à l’instauration')).toContainText('71,5');
    await expect(field(ofB, 'Poids à l’instauration')).toContainText(NANCY);
    await expect(field(ofB, 'Poids à l’instauration').getByRole('textbox')).toHaveCount(0);
    await answer(section(ofB, 'Administration'), ['types', 'N° de lot', 'LOT-B-1']);
    await isSaved(ofB);
  });

  await test.step('what B wrote keeps the transfer from being undone', async () => {
    await manager.goto(file);
    await expect(manager.getByText(/a écrit dans le dossier depuis/)).toBeVisible();
    await expect(manager.getByRole('button', { name: 'Défaire…' })).toHaveCount(0);
  });

  await test.step('A finishes and corrects its own form, and does not read what B entered', async () => {
    await ofA.goto(file);
    await expect(ofA.getByText(/suit maintenant ce patient/)).toBeVisible();
    await ofA.goto(form);
    await expect(field(ofA, 'N° de lot')).toContainText('Répondu par un autre centre');
    await expect(ofA.getByText('LOT-B-1')).toHaveCount(0);
    await answer(section(ofA, 'Administration'), ['types', 'Poids à l’instauration', '71,8']);
    await isSaved(ofA);
  });

  await test.step('back at A, all is read there, and each value says whose it is', async () => {
    await manager.goto(file);
    await transfer(manager, NANCY, NAMES['prescripteur-a']);
    await ofA.goto(form);
    await expect(field(ofA, 'N° de lot')).toContainText('LOT-B-1');
    await expect(field(ofA, 'N° de lot')).toContainText(BOURG);
    await expect(field(ofA, 'N° de lot').getByRole('textbox')).toHaveCount(0);
    await ofB.goto(form);
    await expect(field(ofB, 'N° de lot')).toContainText('LOT-B-1');
    await expect(ofB.getByText('71,8')).toHaveCount(0);
  });
});

test('charter C10.1, C10.6: the manager is shown a transfer to come whose prescriber has left, and names another one', async ({
  enter,
  baseURL,
}) => {
  const { file } = await granted(enter, { authorisation: 'ENH', holder: 'exploitant-2', days: 60 });
  const manager = await enter('gestionnaire');
  await manager.goto(file);
  await transfer(manager, BOURG, NAMES['prescripteur-b'], { on: french(daysAgo(-3)) });
  await expect(manager.getByText('Prévu', { exact: true })).toBeVisible();
  await receiverLeaves(baseURL, file.split('/').at(-1), ['Odile', 'Partie']);

  await manager.goto('/');
  await manager.getByRole('link', { name: /Odile Partie n’est plus prescripteur de/ }).click();
  const panel = manager.getByRole('region', { name: 'Transferts entre centres' });
  await expect(panel.getByText('En attente d’un prescripteur')).toBeVisible();
  await expect(panel.getByText(/Odile Partie n’est plus prescripteur de .+ Choisissez-en un autre, ou annulez le transfert/)).toBeVisible();
  await panel.getByRole('button', { name: 'Changer de prescripteur…' }).click();
  const form = manager.getByRole('form', { name: 'Choisir un autre prescripteur' });
  await form.getByRole('button', { name: 'Choisir ce prescripteur' }).click();
  await expect(form.getByText('Choisissez qui recevra le patient.')).toBeVisible();
  await form.getByLabel('Prescripteur qui reçoit le patient').selectOption({ label: NAMES['prescripteur-b'] });
  await form.getByRole('button', { name: 'Choisir ce prescripteur' }).click();
  await expect(form).toBeHidden();
  await expect(panel.getByText('Prévu', { exact: true })).toBeVisible();
  await expect(panel.getByText(`Reçu par ${NAMES['prescripteur-b']}`)).toBeVisible();
});
