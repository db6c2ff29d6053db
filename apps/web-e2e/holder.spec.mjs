import { expect, signOut, test, wholeDesk } from './people.mjs';

test('the holder sees its company’s requests once sent, reads them, and types nothing', async ({ enter }) => {
  const page = await enter('exploitant');
  await page.goto('/patients');
  const table = page.getByRole('table');
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await expect(table.getByRole('cell', { name: /ENHERTU/ })).toHaveCount(0);
  await expect(table.getByText('Brouillon')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Nouvelle demande' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Chez l’exploitant' }).click();
  await table.getByRole('link').first().click();
  await page.getByRole('link', { name: 'Fiche d’accès au traitement' }).click();
  await expect(page.getByText('Lecture seule : la demande est chez l’exploitant', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Terminer la saisie' })).toHaveCount(0);
  await signOut(page);
});

test('an unfavourable opinion is reasoned, and its consequence said before it is given', async ({ enter }) => {
  const page = await enter('exploitant-2');
  await wholeDesk(page);
  await page
    .getByRole('link', { name: /Donner un avis sur la demande/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/dossiers\//);
  await page.goto(page.url().replace(/\/fiches\/.*/, ''));
  await page.getByRole('radio', { name: /^Défavorable/ }).check();
  await page.getByRole('button', { name: 'Rendre l’avis défavorable' }).click();
  // Without a reason nothing leaves.
  await expect(page.getByLabel('Motif de l’avis défavorable')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Motif de l’avis défavorable').fill('Une alternative est disponible pour cette indication.');
  await page.getByRole('button', { name: 'Rendre l’avis défavorable' }).click();
  await expect(page.getByText('Cet avis ne se reprend pas.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Ne rien changer' }).click();
  await expect(page.getByText('Cet avis ne se reprend pas.', { exact: false })).toHaveCount(0);
  await page.getByRole('button', { name: 'Rendre l’avis défavorable' }).click();
  await page.getByRole('button', { name: /^Confirmer/ }).click();
  await expect(page.getByText('Une alternative est disponible pour cette indication.').first()).toBeVisible();
  await expect(page.getByText('Avis défavorable').first()).toBeVisible();
});

test('the other company finds nothing at the address of a file', async ({ enter }) => {
  const one = await enter('exploitant');
  await one.goto('/patients');
  const address = await one.getByRole('table').getByRole('link').first().getAttribute('href');
  const other = await enter('exploitant-2');
  other.foreseen.push(/^404 GET \/api\/v1\/enrolments\//);
  await other.goto(address);
  await expect(other.getByText(/introuvable|n’existe pas|n’y avez pas accès/i).first()).toBeVisible();
});

test('data managers read what the holders read, and decide nothing', async ({ enter }) => {
  const page = await enter('data-manager');
  await page.goto('/patients');
  const table = page.getByRole('table');
  await expect(table.getByRole('cell', { name: /ENHERTU/ }).first()).toBeVisible();
  await expect(table.getByRole('cell', { name: /TECVAYLI/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Chez l’exploitant' }).click();
  await table.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Fiches' })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Favorable/ })).toHaveCount(0);
});
