import { expect, test } from './people.mjs';
import { isSaved, section } from './sheet.mjs';
import { ask, daysAgo, granted } from './year.mjs';

/** The field of that name, with what stands beside it. */
const field = (page, label) => page.locator('app-item-field', { has: page.getByText(label, { exact: true }) });

test('charter C8.1, C8.2, C8.3, R7: a patient of a compassionate access becomes one of the early access, under the eyes of their centre', async ({
  enter,
}) => {
  const manager = await enter('gestionnaire');
  const { items } = await ask(manager, 'GET', '/authorisations');
  const early = items.find(({ code }) => code === 'VYV');
  const day = daysAgo(90);
  const { id: formerId } = await ask(manager, 'POST', '/authorisations', {
    body: {
      ...{ code: 'VYVAC', holderId: early.holderId, kind: 'AAC-PRE-PRECOCE', medicine: early.medicine, inn: early.inn },
      ...{ indication: early.indication, ucdCodes: [], protocolCode: 'VYVGART-AAC', day, term: daysAgo(-200), decidedOn: day },
      ...{ authority: 'ansm', document: 'AAC pré-précoce, décision n° 2026.118' },
    },
  });

  await test.step('the manager links it to the early access', async () => {
    await manager.goto(`/autorisations/${formerId}`);
    await manager.getByLabel('Accès précoce qui prend le relais').selectOption({ label: `VYV – ${early.indication}` });
    await manager.getByRole('button', { name: 'Enregistrer le relais…' }).click();
    await manager.getByRole('dialog').getByRole('button', { name: 'Enregistrer le relais' }).click();
    await expect(manager.getByText(/champs de sa FAT reprennent ce qui a été recueilli/)).toBeVisible();
  });

  let prescriber;
  let file;
  await test.step('the centre includes a patient: signed twice, without an opinion, the patient has a number', async () => {
    const ansm = { number: `AAC 2026-${String(Date.now()).slice(-6)}`, fromDay: daysAgo(10), untilDay: daysAgo(-200) };
    ({ page: prescriber, file } = await granted(enter, { authorisation: 'VYVAC', ansm, days: 1 }));
    await prescriber.goto(file);
    await expect(prescriber.getByText(/VYVAC-\d{6}/).first()).toBeVisible();
    await expect(prescriber.getByText('Inclus', { exact: true }).first()).toBeVisible();
  });

  await test.step('from the file, the FAT of the early access opens with what was collected, each value to be confirmed', async () => {
    await expect(prescriber.getByText('L’accès précoce VYV prend le relais.')).toBeVisible();
    await prescriber.getByRole('button', { name: 'Reprendre les données en accès précoce…' }).click();
    await prescriber.getByRole('dialog').getByRole('button', { name: 'Ouvrir la demande' }).click();
    await expect(prescriber.getByRole('heading', { level: 1, name: 'Fiche d’accès au traitement' })).toBeVisible();
    await expect(field(prescriber, 'Taille')).toContainText('À confirmer');
    await expect(field(prescriber, 'Taille')).toContainText(/\d{3}/);
    await expect(field(prescriber, 'Patient adulte')).not.toContainText('À confirmer');
  });

  await test.step('confirmed, it is an answer; the others wait still', async () => {
    await field(prescriber, 'Taille')
      .getByRole('button', { name: /^Confirmer/ })
      .click();
    await expect(field(prescriber, 'Taille')).not.toContainText('À confirmer');
    await isSaved(prescriber);
    await expect(section(prescriber, 'Maladie').getByText('À confirmer').first()).toBeVisible();
  });

  await test.step('both collections stand in each file', async () => {
    await prescriber.goto(file);
    await expect(prescriber.getByText(/Ce patient est aussi suivi sous VYV/)).toBeVisible();
    await expect(prescriber.getByText('L’accès précoce VYV prend le relais.')).toHaveCount(0);
  });

  await test.step('and the manager sees that nobody waits any more', async () => {
    await manager.goto(`/autorisations/${formerId}`);
    await expect(manager.getByRole('heading', { name: 'Relais entre accès compassionnel et accès précoce' })).toBeVisible();
    await expect(manager.getByText(/sans demande d’accès précoce/)).toHaveCount(0);
  });
});
