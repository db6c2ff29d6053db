import { isFitForAll, WIDTHS } from './fit.mjs';
import { lettersAbout, tellsNothingOf } from './mailbox.mjs';
import { expect, NAMES, test } from './people.mjs';
import { answer, isSaved, section } from './sheet.mjs';

/** The demonstration's own accounts: who declares on VYVGART, and whom they declare to. */
const [DECLARANT, HOLDER] = ['pharmacien-a', 'exploitant-3'];

/** A patient of the demonstration who has a number under VYVGART, whose PUT has forms for declarations. */
async function followedPatient(page) {
  const found = await page.evaluate(async () => {
    const { csrfToken } = await (await fetch('/api/v1/session')).json();
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken };
    const body = JSON.stringify({ states: 'granted' });
    const { items } = await (await fetch('/api/v1/enrolments/search', { method: 'POST', headers, body })).json();
    return items.find(({ medicine }) => medicine.startsWith('VYVGART'));
  });
  expect(found, 'a patient of the demonstration under VYVGART').toBeDefined();
  return found;
}

async function isAccessible(page, route) {
  await isFitForAll(page, route);
  await page.setViewportSize(WIDTHS[0]);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('charter P3, C6.2: a declaration reaches the holder’s pharmacovigilance at its first save, is taken in charge, and is completed', async ({
  enter,
}) => {
  const [centre, holder] = [await enter(DECLARANT), await enter(HOLDER)];
  const { id, patient, registrationNumber } = await followedPatient(centre);
  const term = `Céphalées intenses ${Date.now()}`;
  const onDesk = holder.getByRole('row', { name: new RegExp(term) });

  await test.step('the file says where to declare, and opens the form', async () => {
    await holder.goto('/pharmacovigilance');
    await expect(holder.getByRole('heading', { level: 1, name: 'Pharmacovigilance' })).toBeVisible();
    await centre.goto(`/dossiers/${id}`);
    const panel = centre.getByRole('region', { name: 'Effets indésirables et situations particulières' });
    await expect(panel.getByText(/^Avant l’AMM, déclarez ici/)).toBeVisible();
    await isAccessible(centre, '/dossiers/:id');
    await panel.getByRole('button', { name: 'Déclarer un effet indésirable' }).click();
    await expect(centre.getByText(/Dès la première réponse enregistrée, la déclaration est reçue/)).toBeVisible();
  });

  await test.step('the first answer saved is received; the holder has it on the desk without a reload', async () => {
    await answer(section(centre, 'Effet'), ['types', 'Effet indésirable, en vos termes', term]);
    await isSaved(centre);
    await expect(
      centre.getByText(/^Déclaration reçue le .* à \d\d:\d\d\s: la pharmacovigilance de l’exploitant est prévenue/),
    ).toBeVisible();
    await expect(onDesk).toBeVisible();
    await expect(onDesk.getByText('Gravité inconnue', { exact: true })).toBeVisible();
    await expect(onDesk.getByText(/^Encore 15 jours/)).toBeVisible();
    await isAccessible(holder, '/pharmacovigilance');
  });

  await test.step('seriousness decides the delay, the grade does not', async () => {
    await answer(section(centre, 'Effet'), ['chooses', 'Effet grave ?', 'Non']);
    await isSaved(centre);
    await expect(onDesk.getByText(/^Encore 90 jours/)).toBeVisible();
    await expect(onDesk.getByText('Non grave', { exact: true })).toBeVisible();
  });

  await test.step('the holder reads it, and takes it in charge', async () => {
    await onDesk.getByRole('link').click();
    await expect(holder.getByRole('heading', { level: 1, name: term })).toBeVisible();
    await expect(holder.getByRole('region', { name: 'Déclaration initiale' }).getByText(term)).toBeVisible();
    await isAccessible(holder, '/pharmacovigilance/:id');
    await holder.getByRole('button', { name: 'Prendre en charge' }).click();
    await expect(holder.getByText(new RegExp(`, ${NAMES[HOLDER]}$`)).first()).toBeVisible();
    await expect(centre.getByText(/la pharmacovigilance de l’exploitant l’a prise en charge/)).toBeVisible();
  });

  await test.step('its clock runs until it is said to be transmitted: when, to whom, by whom', async () => {
    await expect(holder.getByText(/^Encore 90 jours/).first()).toBeVisible();
    await holder.getByRole('button', { name: 'Enregistrer la transmission…' }).click();
    await holder.getByLabel('À qui').fill('EudraVigilance');
    await isAccessible(holder, '/pharmacovigilance/:id');
    await holder.getByLabel('À qui').press('Enter');
    await expect(holder.getByText(new RegExp(`à EudraVigilance, par ${NAMES[HOLDER]}`)).first()).toBeVisible();
    await expect(holder.getByText(/^Encore 90 jours/)).toHaveCount(0);
    await expect(centre.getByText(/la pharmacovigilance de l’exploitant l’a transmise/)).toBeVisible();
    await isAccessible(holder, '/pharmacovigilance/:id');
  });

  await test.step('without a dictionary the verbatim stays as it is, and the screen says why', async () => {
    await holder.getByRole('button', { name: 'Coder' }).first().click();
    await expect(holder.getByLabel('Terme MedDRA (LLT)')).toHaveValue(term);
    await expect(holder.getByText(/Aucun dictionnaire MedDRA n’est chargé|Aucun terme de MedDRA|MedDRA/).first()).toBeVisible();
  });

  await test.step('what is learnt later is another declaration of the same thread, with its own day 0', async () => {
    await centre.getByRole('link', { name: 'Suivre la déclaration' }).click();
    await centre.getByRole('button', { name: 'Compléter la déclaration' }).click();
    await expect(centre.getByRole('heading', { level: 1, name: /déclaration d’effet indésirable – n°/ })).toBeVisible();
    await answer(section(centre, 'Effet'), ['chooses', 'Effet grave ?', 'Oui']);
    await isSaved(centre);
    await expect(centre.getByText(/^Déclaration complémentaire n°\s1 reçue le/)).toBeVisible();
    await expect(holder.getByRole('heading', { level: 3, name: /Déclaration complémentaire n°\s1/ })).toBeVisible();
    await expect(holder.getByRole('button', { name: 'Prendre en charge' })).toBeVisible();
  });

  await test.step('each was told by one e-mail, which tells nothing of the patient', async () => {
    const caseId = holder.url().split('/').pop();
    const letters = await lettersAbout(holder, HOLDER, `/pharmacovigilance/${caseId}`, 2);
    for (const letter of letters) tellsNothingOf(letter, term, registrationNumber, patient.familyLetters, 'VYVGART', 'CHRU');
  });

  await test.step('another company sees nothing of it', async () => {
    const other = await enter('exploitant');
    other.foreseen.push(/^404 GET/);
    await other.goto(new URL(holder.url()).pathname);
    await expect(other.getByText(/n’existe pas, ou vous n’y avez pas accès/)).toBeVisible();
  });
});
