import { expect, NAMES, signOut, test } from './people.mjs';
import { section, startRequest } from './sheet.mjs';

test('charter C5.4: designated staff see the patients of the authorisations opened to them, and find the rules in words', async ({
  enter,
}) => {
  const page = await enter('pnm-a');
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Sophie' })).toBeVisible();
  await page.goto('/patients');
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  await page.goto('/droits');
  await page.getByLabel('Chercher une règle').fill('C5.4');
  await expect(page.getByRole('row').nth(1)).toContainText('C5.4');
  await page.goto('/designations');
  await expect(page.getByRole('button', { name: 'Désigner un collègue' })).toHaveCount(0);
  await signOut(page);
});

test('what is wrong is said under its field with what is expected, and is not sent', async ({ enter }) => {
  const page = await enter('pnm-a');
  await startRequest(page, 'TECVAYLI', { label: NAMES['prescripteur-a'] });
  const patient = section(page, 'Patient');
  const mistakes = [
    ['Nom du patient, 3 premières lettres', 'DU', /exactement 3 lettres de A à Z, sans accent, par exemple DUP/],
    ['Poids', '720', /300/],
    ['Mois et année de naissance', '13/1961', /MM\/AAAA|mois/i],
    ['Taille', 'grande', /nombre/i],
  ];
  for (const [label, text, words] of mistakes) {
    const box = patient.getByRole('textbox', { name: label, exact: true });
    await box.fill(text);
    await box.blur();
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    await expect(box).toHaveAccessibleDescription(words);
    await expect(box).toHaveValue(text);
  }
  await expect(page.getByRole('button', { name: '4 à corriger' }).first()).toBeVisible();
  // Letters lose their accents and become capitals by themselves.
  const family = patient.getByRole('textbox', { name: 'Nom du patient, 3 premières lettres' });
  await family.fill('éçà');
  await family.blur();
  await expect(family).toHaveValue('ECA');
  await expect(family).not.toHaveAttribute('aria-invalid', 'true');
});
