import { enhertu, someone } from './fats.mjs';
import { expect, NAMES, test } from './people.mjs';
import { answer, complete, fill, isSaved, section, startRequest } from './sheet.mjs';

/** What beside the form concerns the field at hand. */
const beside = (page) => page.getByRole('complementary', { name: 'À propos du champ' });
const field = (page, name) => page.locator('app-item-field').filter({ has: page.getByText(name, { exact: true }) });
const rows = (page) => page.getByRole('table').locator('tbody').getByRole('row');

/** Looks for the queries of one patient on the desk: what is typed never stands in the address. */
async function lookFor(page, letters) {
  await page.goto('/queries');
  await page.getByRole('searchbox', { name: 'Chercher les queries d’un patient' }).fill(letters);
  await expect(rows(page).first()).toContainText(letters);
  expect(page.url()).not.toContain(letters.slice(0, 3));
}

/** Gives the reason that a question before an act asks for, and does it. */
async function confirm(page, title, act, reason) {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: act, exact: true }).click();
}

test('charter C5.2, C5.3: a query from a check, one from a person, answered beside the field, settled by keyboard', async ({ enter }) => {
  const who = someone();
  const prescriber = await enter('prescripteur-a');
  const manager = await enter('data-manager');
  let request;

  await test.step('a finished form that fails a soft check has its query beside the field', async () => {
    request = await startRequest(prescriber, 'ENHERTU');
    await fill(prescriber, enhertu(who));
    const planned = section(prescriber, 'Traitement prévu');
    await answer(planned, ['chooses', 'Posologie envisagée', '4,4 mg/kg toutes les 3 semaines']);
    await expect(field(prescriber, 'Posologie envisagée').getByText('Query ouverte')).toHaveCount(0);
    await answer(planned, ['types', 'Justification de l’écart à la posologie recommandée (5,4 mg/kg)', 'Toxicité de la ligne précédente']);
    await isSaved(prescriber);
    await complete(prescriber);
    await expect(field(prescriber, 'Posologie envisagée').getByText('Query ouverte')).toBeVisible();
    await field(prescriber, 'Posologie envisagée').getByRole('radio', { checked: true }).focus();
    await expect(beside(prescriber).getByText(/La posologie s’écarte/)).toBeVisible();
  });

  await test.step('the data manager sees it on the desk, goes to its field, and asks another', async () => {
    await lookFor(manager, who.letters);
    await expect(rows(manager)).toHaveCount(1);
    await manager.getByRole('button', { name: 'Posologie envisagée' }).click();
    await manager.getByRole('link', { name: 'Voir le champ dans sa fiche' }).click();
    await expect(field(manager, 'Posologie envisagée')).toBeFocused();
    await field(manager, 'Poids').focus();
    await beside(manager).getByRole('button', { name: 'Poser une query' }).click();
    await beside(manager).getByLabel('Votre question').fill('Ce poids est-il celui du jour de la demande ?');
    await manager.keyboard.press('Control+Enter');
    await expect(field(manager, 'Poids').getByText('Query ouverte')).toBeVisible();
  });

  await test.step('the prescriber sees it without reload, and answers beside the field', async () => {
    await expect(field(prescriber, 'Poids').getByText('Query ouverte')).toBeVisible();
    await section(prescriber, 'Patient').getByRole('textbox', { name: 'Poids', exact: true }).focus();
    await beside(prescriber).getByLabel('Votre réponse').fill('Oui, pesé le matin même.');
    await beside(prescriber).getByRole('button', { name: 'Répondre' }).click();
    await expect(field(prescriber, 'Poids').getByText('Query répondue')).toBeVisible();
  });

  await test.step('the data manager closes it by keyboard alone', async () => {
    await lookFor(manager, who.letters);
    await manager.getByRole('heading', { level: 1 }).focus();
    await manager.keyboard.press('j');
    await manager.keyboard.press('j');
    await expect(manager.getByRole('button', { name: 'Poids' })).toBeFocused();
    await manager.keyboard.press('Enter');
    await expect(manager.getByText('Oui, pesé le matin même.')).toBeVisible();
    await manager.keyboard.press('c');
    await expect(manager.getByLabel('Un mot pour clore (facultatif)')).toBeFocused();
    // What is typed in a box is never an act.
    await manager.keyboard.type('Merci, nxj');
    await manager.keyboard.press('Control+Enter');
    await expect(rows(manager).filter({ hasText: 'Poids' })).toContainText('Close');
    await expect(manager.getByRole('button', { name: 'Poids' })).toBeFocused();
    await manager.keyboard.press('?');
    await expect(manager.getByRole('dialog', { name: 'Au clavier' })).toBeVisible();
    await manager.keyboard.press('Escape');
  });

  await test.step('a mended answer closes the query of its check by itself, with a reason', async () => {
    // The form is finished: the change is refused until its reason is given.
    prescriber.foreseen.push(/^422 PATCH .*\/values$/);
    await answer(section(prescriber, 'Traitement prévu'), ['chooses', 'Posologie envisagée', '5,4 mg/kg toutes les 3 semaines']);
    const reason = prescriber.getByLabel(/^Pourquoi cette réponse change-t-elle/);
    await reason.fill('Erreur de saisie');
    await reason.press('Enter');
    await expect(field(prescriber, 'Posologie envisagée').getByText('Query ouverte')).toHaveCount(0);
    await manager.goto('/queries');
    await manager.getByRole('searchbox', { name: 'Chercher les queries d’un patient' }).fill(who.letters);
    await expect(manager.getByText('Aucune query ne correspond')).toBeVisible();
    await manager.getByRole('button', { name: 'Closes', exact: true }).click();
    await expect(rows(manager)).toHaveCount(2);
  });

  await test.step('what is closed at once is told', async () => {
    await manager.goto(`${request.form}`);
    await manager.getByRole('button', { name: /^Queries/ }).click();
    const panel = manager.getByRole('dialog', { name: 'Queries et relecture' });
    for (const text of ['Le dossier est-il complet ?', 'Le patient est-il toujours suivi ?']) {
      await panel.getByRole('button', { name: 'Poser une query sur la fiche' }).click();
      await panel.getByLabel('Votre question').fill(text);
      await panel.getByRole('button', { name: 'Poser la question' }).click();
      await expect(panel.getByText(text)).toBeVisible();
    }
    await panel.getByRole('button', { name: 'Marquer relue' }).click();
    await expect(panel.getByText(`${NAMES['data-manager']},`)).toBeVisible();
    await lookFor(manager, who.letters);
    await manager.getByRole('button', { name: 'Closes', exact: true }).click();
    await expect(rows(manager)).toHaveCount(4);
    await manager.getByRole('checkbox', { name: 'Tout sélectionner' }).check();
    await manager.getByRole('button', { name: 'Clore (2)', exact: true }).click();
    const dialog = manager.getByRole('dialog');
    // Two are closed already: what cannot be done is said before, and not asked.
    await expect(dialog.getByText(/^Sur 4 sélectionnées, 2 sont laissées de côté/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Clore', exact: true }).click();
    await dialog.getByRole('textbox', { name: /^Pourquoi clore celles qui n’ont pas de réponse/ }).fill('Sans objet');
    await dialog.getByRole('button', { name: 'Clore', exact: true }).click();
    const work = manager.getByRole('region', { name: 'Clôture de 2 queries' });
    await expect(work.getByRole('status')).toContainText('2 faites.');
    await work.getByRole('button', { name: 'Fermer' }).click();
    await expect(work).toHaveCount(0);
    await manager.getByText('Actes en nombre récents').click();
    await expect(manager.locator('details li').filter({ hasText: 'Clôture de 2 queries' })).toBeVisible();
  });

  await test.step('a filter is kept under a name, recalled and removed', async () => {
    await manager.goto('/queries');
    await manager.getByRole('button', { name: 'En retard', exact: true }).click();
    await manager.getByRole('button', { name: 'Enregistrer ce filtre' }).click();
    await manager.getByLabel('Nom du filtre').fill('Mes retards');
    await manager.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await manager.getByRole('button', { name: 'Tout effacer' }).first().click();
    const mine = manager.getByRole('button', { name: 'Mes retards', exact: true });
    await expect(mine).toHaveAttribute('aria-pressed', 'false');
    await mine.click();
    await expect(manager.getByRole('button', { name: 'En retard', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await manager.getByRole('button', { name: 'Gérer mes filtres' }).click();
    await manager.getByRole('button', { name: 'Retirer Mes retards' }).click();
    await expect(mine).toHaveCount(0);
  });
});

test('charter C12.5: a form is locked with a reason; the centre reads who, when and why, asks, and the lock is lifted', async ({
  enter,
}) => {
  const pharmacist = await enter('pharmacien-a');
  const manager = await enter('data-manager');
  let form;

  await test.step('a form of the follow-up is typed and ended', async () => {
    await pharmacist.goto('/patients?etats=granted');
    await pharmacist.getByRole('row').filter({ hasText: 'ENHERTU' }).last().getByRole('link').click();
    await pharmacist
      .getByRole('region', { name: 'Suivi' })
      .getByRole('button', { name: /^Saisir/ })
      .first()
      .click();
    await expect(pharmacist).toHaveURL(/\/fiches\//);
    form = new URL(pharmacist.url()).pathname;
    await complete(pharmacist);
  });

  await test.step('the data manager reads, verifies and locks it', async () => {
    await manager.goto(form);
    await manager.getByRole('button', { name: /^Queries/ }).click();
    const panel = manager.getByRole('dialog', { name: 'Queries et relecture' });
    await panel.getByRole('button', { name: 'Marquer vérifiée' }).click();
    await expect(panel.getByText('Vérifiée', { exact: true }).first()).toBeVisible();
    await panel.getByRole('button', { name: 'Verrouiller la fiche…' }).click();
    await confirm(manager, 'Verrouiller la fiche', 'Verrouiller', 'Relecture de septembre');
    await expect(manager.getByText('Fiche verrouillée', { exact: true })).toBeVisible();
  });

  await test.step('the centre sees it without reload, types nothing, and asks', async () => {
    await expect(pharmacist.getByText('Relecture de septembre')).toBeVisible();
    await expect(pharmacist.locator('app-item-field').getByRole('radio')).toHaveCount(0);
    await pharmacist.getByRole('button', { name: 'Demander le déverrouillage' }).click();
    await confirm(pharmacist, 'Demander le déverrouillage', 'Demander le déverrouillage', 'Une date est à corriger');
    await expect(pharmacist.getByText('Une date est à corriger')).toBeVisible();
  });

  await test.step('the data manager lifts it, and the centre types again', async () => {
    await manager.goto(form);
    await expect(manager.getByText('Une date est à corriger')).toBeVisible();
    await manager.getByRole('button', { name: 'Déverrouiller', exact: true }).click();
    await confirm(manager, 'Déverrouiller la fiche', 'Déverrouiller', 'Demandé par le centre');
    await expect(manager.getByText('Fiche verrouillée', { exact: true })).toHaveCount(0);
    await expect(pharmacist.getByText('Fiche verrouillée', { exact: true })).toHaveCount(0);
    await expect(pharmacist.locator('app-item-field').getByRole('radio').first()).toBeVisible();
  });
});
