import { lose, OFFLINE, onDisk } from './device.mjs';
import { isFitForAll } from './fit.mjs';
import { authenticate, expect, signIn, test } from './people.mjs';
import { section } from './sheet.mjs';
import { ask, openable } from './year.mjs';

/** Opens a questionnaire of quality of life, of a patient who has one to fill. */
async function openQuestionnaire(page) {
  const { enrolmentId, file, form: formCode, visit: visitCode, occurrence } = await openable(page, 'QDV');
  const { id } = await ask(page, 'POST', `/enrolments/${enrolmentId}/forms`, { body: { formCode, visitCode, occurrence } });
  return `${file}/fiches/${id}`;
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

  await test.step('the page is for every patient', () => isFitForAll(page, '/questionnaire'));

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

/** The questionnaire of a patient, in their hands, once the first question is answered. */
async function handedOver(enter) {
  const page = await enter('pharmacien-a', { viewport: { width: 820, height: 1180 } });
  page.foreseen.push(OFFLINE);
  const form = await openQuestionnaire(page);
  await page.goto(form);
  await page.getByRole('button', { name: 'Confier l’appareil au patient' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confier l’appareil' }).click();
  const question = (number) => page.getByRole('group', { name: `Question ${number}`, exact: true });
  const answers = async (number, text) => question(number).getByText(text, { exact: true }).click();
  await answers(1, '2');
  await expect(page.getByText('Vos réponses sont enregistrées.')).toBeVisible();
  const chosen = (number, text) => question(number).getByRole('radio', { name: text, exact: true });
  return { page, form, answers, chosen, cut: (off) => page.context().setOffline(off) };
}

const KEPT = /vos réponses sont gardées sur cet appareil, chiffrées/;

test('charter C5.9: the network cut in the patient’s hands loses nothing: neither a reload, nor the device taken back', async ({
  enter,
}) => {
  const { page, form, answers, chosen, cut } = await handedOver(enter);

  await test.step('answers given without network are kept on the device, and the page says so', async () => {
    await cut(true);
    await answers(2, '1');
    await answers(3, '0');
    await expect(page.getByText(KEPT)).toBeVisible();
    const records = await onDisk(page);
    expect(records).toHaveLength(1);
    expect(records[0]).not.toMatch(/qol|Question/);
  });

  await test.step('the device cannot be taken back without network, and the answers stay where they are', async () => {
    await page.getByRole('link', { name: 'reprendre la main' }).click();
    await expect(page.getByRole('alert')).toContainText('l’appareil ne peut pas encore être repris');
    await expect(chosen(2, '1')).toBeChecked();
  });

  await test.step('the page is lost meanwhile: once the network is back the answers are there, and saved', async () => {
    await lose(page);
    await expect(page.getByText('Question 2', { exact: true })).toHaveCount(0);
    await cut(false);
    await page.goto('/questionnaire');
    await expect(chosen(2, '1')).toBeChecked();
    await expect(chosen(3, '0')).toBeChecked();
    await expect(page.getByText('Vos réponses sont enregistrées.')).toBeVisible();
  });

  await test.step('finished without network: the answers are out of sight, and the server hears of it when it can', async () => {
    await cut(true);
    await answers(4, '1');
    await expect(page.getByText(KEPT)).toBeVisible();
    await page.getByRole('button', { name: 'J’ai terminé' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'J’ai terminé' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merci');
    await expect(page.getByText('Question 4', { exact: true })).toHaveCount(0);
    await lose(page);
    await cut(false);
    await page.goto('/questionnaire');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merci, vos réponses sont enregistrées');
    await expect(page.getByText('Question 4', { exact: true })).toHaveCount(0);
  });

  await test.step('the professional finds every answer, as the patient’s', async () => {
    await page.getByRole('link', { name: 'reprendre la main' }).click();
    await authenticate(page, 'pharmacien-a');
    await expect(page).toHaveURL(new RegExp(`${form}$`));
    const read = (number) => section(page, 'MG-QoL15r').getByLabel(`Question ${number}`, { exact: true });
    for (const [number, text] of [
      [1, '2'],
      [2, '1'],
      [3, '0'],
      [4, '1'],
    ])
      await expect(read(number)).toHaveValue(text);
    // What a page that died had sent and not yet forgotten, still sealed, goes now at the latest.
    await expect.poll(() => onDisk(page)).toEqual([]);
    await page.getByRole('button', { name: 'Historique' }).click();
    await expect(page.getByText(/Patient \(questionnaire ouvert par Julien Thévenot\)/).first()).toBeVisible();
  });
});

test('charter C5.9: a session that ended under the patient: another account sees nothing of what waits, who handed over sends it', async ({
  enter,
}) => {
  const { page, form, answers, cut } = await handedOver(enter);
  // A page that is going away may still send, once the browser forgets that the network is cut.
  const values = '**/api/v1/questionnaire/values';
  await page.context().route(values, (route) => route.abort());
  page.foreseen.push(/ERR_FAILED/, /^401 /);
  await cut(true);
  await answers(2, '1');
  await expect(page.getByText(KEPT)).toBeVisible();
  // First the session: what a page still sends in going away passes by what the test holds back.
  await page.context().clearCookies();
  await lose(page);
  await page.context().unroute(values);
  await cut(false);

  await signIn(page, 'pharmacien-b');
  await page.goto('/reponses-gardees');
  await expect(page.getByText('Rien n’attend sur ce poste')).toBeVisible();
  expect(await onDisk(page)).toHaveLength(1);

  await page.context().clearCookies();
  await signIn(page, 'pharmacien-a');
  await expect(page.getByText('1 réponse gardée sur ce poste a été enregistrée.').last()).toBeVisible();
  await page.goto(form);
  await expect(section(page, 'MG-QoL15r').getByLabel('Question 2', { exact: true })).toHaveValue('1');
  await page.getByRole('button', { name: 'Historique' }).click();
  await expect(page.getByText(/gardée sans réseau sur l’appareil qui lui était confié/).first()).toBeVisible();
});
