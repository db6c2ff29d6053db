import { isFitForAll } from './fit.mjs';
import { expect, NAMES, test } from './people.mjs';

/** A patient of TECVAYLI with a number, whose file nobody of elsewhere has asked to read. */
const patientOf = (page) =>
  page.evaluate(async () => {
    const get = async (path) => (await fetch(`/api/v1${path}`)).json();
    const { csrfToken } = await get('/session');
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken };
    const found = await fetch('/api/v1/enrolments/search', { method: 'POST', headers, body: JSON.stringify({ states: 'granted' }) });
    const { items } = await found.json();
    for (const { id, registrationNumber, authorisationCode } of items) {
      if (authorisationCode !== 'TEC') continue;
      const readings = await get(`/enrolments/${id}/read-grants`);
      if (readings.items.every(({ state }) => state !== 'asked' && state !== 'granted')) return { id, number: registrationNumber };
    }
    throw new Error('No patient is left to be asked about.');
  });

const WHY = 'Nous dispensons la prochaine cure dans notre pharmacie.';

test('charter C9.2: a pharmacist of another centre knows a number, asks to read, reads until the reading is withdrawn, and never writes', async ({
  enter,
}) => {
  const prescriber = await enter('prescripteur-a');
  const { id, number } = await patientOf(prescriber);
  const pharmacist = await enter('pharmacien-b');
  const checks = [];
  pharmacist.on('request', (request) => request.url().endsWith('/number-checks') && checks.push(request));

  await pharmacist.getByRole('navigation').getByRole('link', { name: 'Dispensation' }).first().click();
  await expect(pharmacist.getByRole('heading', { level: 1, name: 'Dispensation' })).toBeVisible();
  await pharmacist.getByLabel('Autorisation', { exact: true }).selectOption({ label: 'TECVAYLI – TEC' });
  await expect(pharmacist.getByRole('link', { name: /Ouvrir le portail national/ })).toBeVisible();

  // A character typed wrong is told by the number itself: nobody is asked.
  const box = pharmacist.getByLabel('Numéro d’enregistrement du patient');
  const check = pharmacist.getByRole('button', { name: 'Vérifier le numéro' });
  await box.fill(`${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`);
  await check.click();
  await expect(pharmacist.getByRole('alert')).toContainText('erreur de saisie');
  await expect(box).toBeFocused();
  expect(checks).toEqual([]);

  await box.fill(number);
  await check.click();
  await expect(pharmacist.getByText('Ce numéro est valide pour cette autorisation.')).toBeVisible();
  expect(checks.map((request) => request.url()).join()).not.toContain(number.slice(-6));

  await pharmacist.getByRole('button', { name: /^Demander à lire le dossier/ }).click();
  await pharmacist.getByLabel('Pourquoi').fill(WHY);
  await pharmacist.getByRole('button', { name: 'Envoyer la demande' }).click();
  const mine = pharmacist.getByRole('row').filter({ hasText: number });
  await expect(mine.filter({ hasText: 'Demandée' })).toHaveCount(1);
  await expect(mine.filter({ hasText: 'Demandée' }).getByRole('link')).toHaveCount(0);

  // The team that follows the patient is told on its home, and answers on the file, once it read what follows.
  await prescriber.goto('/');
  await expect(prescriber.getByRole('heading', { name: /Lectures demandées/ })).toBeVisible();
  await prescriber.goto(`/dossiers/${id}`);
  const panel = prescriber.getByRole('region', { name: 'Lecture par un autre centre' });
  await expect(panel).toContainText(WHY);
  await panel.getByRole('button', { name: /^Accorder la lecture/ }).click();
  await expect(panel).toContainText(`${NAMES['pharmacien-b']} pourra lire tout ce dossier jusqu’au`);
  await panel.getByRole('button', { name: 'Accorder la lecture', exact: true }).click();
  await expect(panel.getByText('Ouverte', { exact: true })).toBeVisible();

  // What was asked is open, without a reload, and says why it is seen.
  await mine
    .filter({ hasText: 'Ouverte' })
    .getByRole('link', { name: /^Ouvrir le dossier/ })
    .click();
  const notice = pharmacist.getByText(/^Vous lisez ce dossier, jusqu’au/);
  await expect(notice).toBeVisible();
  await expect(pharmacist.getByRole('heading', { name: 'Effets indésirables et situations particulières' })).toBeVisible();
  await expect(pharmacist.getByText('Vous n’avez rien à saisir dans Passerelle', { exact: false })).toBeVisible();
  await expect(pharmacist.getByRole('button', { name: /^Annuler la demande/ })).toHaveCount(0);
  await pharmacist
    .getByRole('row', { name: /Fiche d’accès|FAT|demande/i })
    .first()
    .getByRole('link')
    .last()
    .click();
  await expect(notice).toBeVisible();
  await expect(pharmacist.getByRole('textbox', { name: 'Poids' })).toHaveCount(0);

  // Withdrawn while a form is open: it goes from the screen, by itself.
  pharmacist.foreseen.push(/^404 (GET|POST|PUT) /);
  await panel.getByRole('button', { name: /^Retirer la lecture/ }).click();
  const question = prescriber.getByRole('dialog');
  await expect(question).toContainText(`${NAMES['pharmacien-b']} ne verra plus rien de ce dossier, dès maintenant`);
  // By name, what their rights were made of, as the policy says it.
  await expect(question.getByRole('listitem').first()).toContainText(`${NAMES['pharmacien-b']}, pharmacien`);
  await expect(question.getByRole('listitem').first()).toContainText('ne pourra plus lire');
  await isFitForAll(prescriber, '/dossiers/:id', 'withdrawing a reading');
  await prescriber.setViewportSize({ width: 1440, height: 900 });
  await question.getByLabel('Motif').fill('La dispensation a repris dans notre pharmacie.');
  await question.getByRole('button', { name: 'Retirer la lecture' }).click();
  await expect(panel.getByText('Lectures passées')).toBeVisible();
  await expect(pharmacist.getByRole('heading', { level: 1, name: /n’existe pas, ou vous n’y avez pas accès/ })).toBeVisible();
  await pharmacist.goto('/dispensation');
  await expect(mine.filter({ hasText: 'Retirée' }).first()).toContainText('La dispensation a repris dans notre pharmacie.');
});

test('every page is for everyone: a pharmacist who dispenses elsewhere, and a prescriber who is asked', async ({ enter }) => {
  const pharmacist = await enter('pharmacien-b');
  await pharmacist.goto('/dispensation');
  await pharmacist.getByLabel('Autorisation', { exact: true }).selectOption({ label: 'TECVAYLI – TEC' });
  await expect(pharmacist.getByText('Vous n’avez rien à saisir dans Passerelle', { exact: false })).toBeVisible();
  await pharmacist.getByRole('button', { name: 'Vérifier le numéro' }).click();
  await expect(pharmacist.getByRole('alert')).toBeVisible();
  await isFitForAll(pharmacist, '/dispensation', 'dispensing');

  const prescriber = await enter('prescripteur-a');
  await prescriber.goto('/dispensation?etat=asked');
  await isFitForAll(prescriber, '/dispensation', 'readings asked for');
  const answer = prescriber.getByRole('link', { name: /^Répondre/ }).first();
  await answer.click();
  const grant = prescriber.getByRole('button', { name: /^Accorder la lecture/ }).first();
  await grant.click();
  await isFitForAll(prescriber, '/dossiers/:id', 'granting a reading');
});
