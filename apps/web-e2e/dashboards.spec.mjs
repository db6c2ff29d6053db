import { expect, test } from './people.mjs';

const NOTICE = 'Ils ne calculent ni exhaustivité ni dédommagement, ne classent aucun centre';

/** By the rail to the dashboard, and there to one of its views. */
async function openDashboard(page, view) {
  await page.getByRole('navigation', { name: 'Lieux' }).first().getByRole('link', { name: 'Tableau de bord' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Tableau de bord' })).toBeVisible();
  if (!view) return;
  await page.getByRole('navigation', { name: 'Vues du tableau de bord' }).getByRole('link', { name: view }).click();
  // The view that one leaves has the same choices: made there, they would keep one there.
  await expect(page).toHaveURL(/\/tableau-de-bord\/\w/);
}

const grid = (page) => page.getByRole('grid', { name: /^Patients et fiches/ });
const columns = (page) => page.getByRole('table').first().getByRole('columnheader');

test('charter C7.2: a pharmacist sees all authorisations of the centre, and goes from a count to what stands behind it', async ({
  enter,
}) => {
  const page = await enter('pharmacien-a');
  await openDashboard(page);
  const table = page.getByRole('table').first();
  for (const medicine of ['ENHERTU', 'TECVAYLI']) await expect(table.getByRole('rowheader', { name: medicine }).first()).toBeVisible();
  await expect(page.getByText(NOTICE, { exact: false })).toBeVisible();
  await expect(columns(page).filter({ hasText: 'Centre' })).toHaveCount(0);

  await table
    .getByRole('link', { name: /Patients suivis, ENHERTU/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Accès accordé' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('table').getByRole('cell', { name: /TECVAYLI/ })).toHaveCount(0);
});

test('charter C7.2: the matrix by keyboard leads to a form, and opens the one that is due', async ({ enter }) => {
  const page = await enter('pharmacien-a');
  await openDashboard(page, 'Patients et fiches');
  await page.getByLabel('Autorisation', { exact: true }).selectOption({ label: 'ENHERTU – ENH' });
  await expect(grid(page)).toBeVisible();

  const first = grid(page).getByRole('rowheader').first().getByRole('link');
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(
    grid(page)
      .getByRole('link', { name: /^Fiche d’accès au traitement ; (?:complète|terminée)/ })
      .first(),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Fiche d’accès au traitement' })).toBeVisible();
  await page.goBack();

  const due = grid(page)
    .getByRole('button', { name: /; à saisir/ })
    .first();
  await due.focus();
  await page.keyboard.press('Enter');
  const shown = page.getByRole('dialog');
  await expect(shown.getByRole('button', { name: /^Saisir/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shown).toHaveCount(0);
  await expect(due).toBeFocused();

  await page.getByRole('button', { name: 'Complète', exact: true }).click();
  await expect(page).toHaveURL(/etat=complete/);
});

test('charter C7.3: missing data is a count and a rate, over the fields that apply and over all of the PUT', async ({ enter }) => {
  const page = await enter('prescripteur-a');
  await openDashboard(page, 'Données manquantes');
  // The first one is looked at until one is chosen: which it is depends on the patients that other journeys gave this prescriber.
  await page.getByLabel('Autorisation', { exact: true }).selectOption({ label: 'TECVAYLI – TEC' });
  for (const reading of ['Parmi les champs qui s’appliquent au patient', 'Parmi tous les champs de la fiche dans le PUT'])
    await expect(page.getByRole('columnheader', { name: reading })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Fiche d’accès au traitement' })).toBeVisible();
  await expect(page.getByText(NOTICE, { exact: false })).toBeVisible();
});

test('the holder reads its own authorisations, centre by centre, and opens no form', async ({ enter }) => {
  const page = await enter('exploitant');
  await openDashboard(page);
  await expect(columns(page).filter({ hasText: 'Centre' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /ENHERTU/ })).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Vues du tableau de bord' }).getByRole('link', { name: 'Patients et fiches' }).click();
  await expect(grid(page)).toBeVisible();
  const empty = grid(page).locator('td button').first();
  if (await empty.count()) {
    await empty.click();
    await expect(page.getByRole('dialog').getByRole('button', { name: /^Saisir/ })).toHaveCount(0);
  }
});

test('a data manager looks at charts, and has the same numbers as a table, a picture and a file', async ({ enter }) => {
  const page = await enter('data-manager');
  await openDashboard(page);
  const chart = page.getByRole('figure').filter({ hasText: /Inclusions/ });
  await expect(chart.locator('canvas')).toBeVisible();
  await expect(chart.getByRole('table')).toBeHidden();
  await chart.getByRole('button', { name: 'Voir les chiffres' }).focus();
  await page.keyboard.press('t');
  await expect(chart.getByRole('columnheader', { name: 'Patients inclus' })).toBeVisible();

  const picture = page.waitForEvent('download');
  await chart.getByRole('button', { name: 'Image PNG' }).click();
  expect((await picture).suggestedFilename()).toMatch(/^inclusions-.*\.png$/);
  await expect(chart.getByRole('link', { name: 'Exporter en CSV' })).toHaveAttribute('href', /^\/api\/v1\/dashboard\/inclusions\.csv/);
});

test('charter C7.4: the manager reads what the dashboard is not, there and nowhere else', async ({ enter }) => {
  const page = await enter('gestionnaire');
  for (const address of ['/', '/patients', '/autorisations', '/comptes']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(/exhaustivité|dédommagement/i)).toHaveCount(0);
  }
  await openDashboard(page);
  await expect(page.getByText(/exhaustivité|dédommagement/i)).toHaveCount(1);
});
