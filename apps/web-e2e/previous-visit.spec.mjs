import { expect, test } from './people.mjs';
import { answer, isSaved, section } from './sheet.mjs';
import { dueForms, french, granted, openForm, sendForm } from './year.mjs';

const TAKE_UP = 'Reprendre les réponses de la visite précédente qui restent vides';
const field = (page, name) => page.locator('app-item-field', { has: page.getByText(name, { exact: true }) });

test('charter P2: the visit before stands beside each field with its unit, and is copied when one asks, field by field or a section at once', async ({
  enter,
}) => {
  const year = await granted(enter, { authorisation: 'ENH', holder: 'exploitant-2', days: 150 });
  const { page } = year;
  const [initiation] = await dueForms(year);
  await sendForm(year, initiation, year.began);
  const [first, second] = (await dueForms(year)).filter(({ form }) => form === 'SUIVI');
  await sendForm(year, first, first.target, {
    otherwise: { 'sui.poids': '71.5', 'fevg.valeur': 62, 'tol.gi': 'N', 'sui.modif': 'AUCUNE' },
  });

  await openForm(year, second);
  const [visit, treatment, tolerance] = ['Visite', 'Traitement', 'Tolérance'].map((title) => section(page, title));
  const [weight, fraction] = [field(page, 'Poids'), field(page, 'Fraction d’éjection ventriculaire gauche (FEVG)')];

  await test.step('what was answered is shown with its unit, and nothing is copied by itself', async () => {
    await expect(visit.getByText('Visite précédente : Oui')).toBeVisible();
    await answer(visit, ['chooses', 'Visite réalisée ?', 'Oui']);
    await expect(weight.getByText('Visite précédente : 71,5 kg')).toBeVisible();
    await expect(weight.getByText('kg', { exact: true })).toBeVisible();
    await expect(weight.getByRole('textbox')).toHaveValue('');
    await expect(fraction.getByText('Visite précédente : 62 %')).toBeVisible();
    await expect(fraction.getByText('%', { exact: true })).toBeVisible();
  });

  await test.step('one field: by its button, or by Alt+R from its box', async () => {
    await weight.getByRole('button', { name: 'Reprendre : 71,5 kg' }).click();
    await expect(weight.getByRole('textbox')).toHaveValue('71,5');
    await expect(weight.getByRole('button', { name: 'Reprendre : 71,5 kg' })).toBeDisabled();
    await fraction.getByRole('textbox').focus();
    await page.keyboard.press('Alt+R');
    await expect(fraction.getByRole('textbox')).toHaveValue('62');
    await expect(fraction.getByRole('textbox')).toBeFocused();
  });

  await test.step('a section: what is empty is filled, what is typed stays, the day of the visit is never taken', async () => {
    await answer(treatment, ['types', 'Poids', '70,2']);
    await treatment.getByRole('button', { name: TAKE_UP }).click();
    await expect(page.getByText(/^\d réponses reprises de la visite précédente\.$/).first()).toBeAttached();
    await expect(weight.getByRole('textbox')).toHaveValue('70,2');
    await expect(treatment.getByRole('textbox', { name: 'Date de la visite' })).toHaveValue('');
    for (const name of ['Modification du traitement depuis la dernière visite', 'Posologie actuelle'])
      await expect(field(page, name).getByRole('radio', { checked: true })).toHaveCount(1);
    await expect(treatment.getByRole('button', { name: TAKE_UP })).toBeHidden();
    await expect(tolerance.getByRole('button', { name: TAKE_UP })).toBeVisible();
  });

  await test.step('what was taken up is an answer as any other: saved, and there after a reload', async () => {
    await answer(treatment, ['types', 'Date de la visite', french(second.target)]);
    await isSaved(page);
    await page.reload();
    await expect(weight.getByRole('textbox')).toHaveValue('70,2');
    await expect(fraction.getByRole('textbox')).toHaveValue('62');
    await expect(weight.getByText('Visite précédente : 71,5 kg')).toBeVisible();
  });
});
