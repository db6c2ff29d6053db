import { authenticate, expect, test } from './people.mjs';
import { section } from './sheet.mjs';

/** Opens a questionnaire of quality of life, of a patient who has one to fill. */
async function openQuestionnaire(page) {
  const found = await page.evaluate(async () => {
    const { csrfToken } = await (await fetch('/api/v1/session')).json();
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken };
    const search = { method: 'POST', headers, body: JSON.stringify({ states: 'granted' }) };
    const { items } = await (await fetch('/api/v1/enrolments/search', search)).json();
    for (const { id } of items.filter(({ medicine }) => medicine.startsWith('VYVGART'))) {
      const { rows } = await (await fetch(`/api/v1/enrolments/${id}/schedule`)).json();
      const row = rows.find(({ kind, canOpen }) => kind === 'QDV' && canOpen);
      if (!row) continue;
      const body = JSON.stringify({ formCode: row.form, visitCode: row.visit, occurrence: row.occurrence });
      const opening = { method: 'POST', headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() }, body };
      const form = await (await fetch(`/api/v1/enrolments/${id}/forms`, opening)).json();
      return `/dossiers/${id}/fiches/${form.id}`;
    }
    return undefined;
  });
  expect(found, 'a questionnaire to fill, under VYVGART').toBeDefined();
  return found;
}

test('charter C5.9: a tablet handed to the patient shows the questionnaire alone, until the professional signs in again', async ({
  enter,
}) => {
  const page = await enter('pharmacien-a', { viewport: { width: 820, height: 1180 } });
  // The form that is open may say so in the very moment in which its session becomes the patient's.
  page.foreseen.push(/^40[13] POST .*\/presence$/);
  const form = await openQuestionnaire(page);

  await test.step('the professional opens it, and hands the device over', async () => {
    await page.goto(form);
    await page.getByRole('button', { name: 'Confier l’appareil au patient' }).first().click();
    await page.evaluate(() => (window.ofTheProfessional = true));
    const streamEnds = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/v1/live'));
    await page.getByRole('dialog').getByRole('button', { name: 'Confier l’appareil' }).click();
    await streamEnds;
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questionnaire à remplir par le patient');
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });

  await test.step('nothing of the professional’s page is left: neither in memory, nor behind the back button', async () => {
    expect(await page.evaluate(() => window.ofTheProfessional)).toBeUndefined();
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Questionnaire à remplir par le patient');
    await expect(page).toHaveURL(/\/questionnaire$/);
  });

  await test.step('the patient answers; no address leads anywhere else, a reload loses nothing', async () => {
    const first = page.getByRole('group', { name: 'Question 1', exact: true });
    await first.getByText('2', { exact: true }).click();
    await expect(page.getByText('Vos réponses sont enregistrées.')).toBeVisible();
    for (const address of ['/patients', '/', form]) {
      await page.goto(address);
      await expect(page).toHaveURL(/\/questionnaire$/);
    }
    await expect(first.getByRole('radio', { name: '2', exact: true })).toBeChecked();
  });

  await test.step('they may leave questions; once finished the answers are out of sight', async () => {
    await page.getByRole('button', { name: 'J’ai terminé' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('questions sont sans réponse');
    await dialog.getByRole('button', { name: 'J’ai terminé' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merci, vos réponses sont enregistrées');
    await expect(page.getByText('Question 1', { exact: true })).toHaveCount(0);
  });

  await test.step('the professional takes it back by authenticating, and reads who answered', async () => {
    await page.getByRole('link', { name: 'reprendre la main' }).click();
    await authenticate(page, 'pharmacien-a');
    await expect(page).toHaveURL(new RegExp(`${form}$`));
    await expect(section(page, 'MG-QoL15r').getByLabel('Question 1', { exact: true })).toHaveValue('2');
    await page.getByRole('button', { name: 'Historique' }).click();
    await expect(page.getByText(/Patient \(questionnaire ouvert par Julien Thévenot\)/).first()).toBeVisible();
  });
});
