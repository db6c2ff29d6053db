import { expect, test } from './people.mjs';
import { answer, isSaved, section } from './sheet.mjs';
import { dueForms, french, granted, openForm, sendForm } from './year.mjs';

const TAKE_UP = 'Reprendre de la visite précédente, à confirmer (1)';
const field = (page, name) => page.locator('app-item-field', { has: page.getByText(name, { exact: true }) });

test('charter C8.2: the visit before stands beside each field; what the protocol lets one reuse is taken up by who sees it, or stands to be confirmed', async ({
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
  const dose = field(page, 'Posologie actuelle');

  await test.step('what was answered is shown with its unit, and nothing is copied by itself', async () => {
    await expect(visit.getByText('Visite précédente : Oui')).toBeVisible();
    await answer(visit, ['chooses', 'Visite réalisée ?', 'Oui']);
    await expect(weight.getByText('Visite précédente : 71,5 kg')).toBeVisible();
    await expect(weight.getByText('kg', { exact: true })).toBeVisible();
    await expect(weight.getByRole('textbox')).toHaveValue('');
    await expect(fraction.getByText('Visite précédente : 62 %')).toBeVisible();
    await expect(fraction.getByText('%', { exact: true })).toBeVisible();
  });

  await test.step('a weight and a measure are asked again: nothing copies them', async () => {
    await expect(weight.getByRole('button', { name: /Reprendre/ })).toHaveCount(0);
    await fraction.getByRole('textbox').focus();
    await page.keyboard.press('Alt+R');
    await expect(fraction.getByRole('textbox')).toHaveValue('');
    await expect(tolerance.getByRole('button', { name: /Reprendre de la visite précédente/ })).toHaveCount(0);
  });

  await test.step('a section: its value stands to be confirmed, is no answer, and still is there after a reload', async () => {
    await answer(treatment, ['types', 'Poids', '70,2'], ['types', 'Date de la visite', french(second.target)]);
    await treatment.getByRole('button', { name: TAKE_UP }).click();
    await expect(page.getByText('1 valeur reprise : elle reste à confirmer.').first()).toBeAttached();
    await expect(dose.getByText('À confirmer')).toBeVisible();
    await expect(dose.getByText(/^visite précédente \(Fiche de suivi de traitement/)).toBeVisible();
    await expect(dose.getByRole('radio', { checked: true })).toHaveCount(0);
    await isSaved(page);
    await page.reload();
    await expect(dose.getByText('À confirmer')).toBeVisible();
    await expect(dose.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(weight.getByRole('textbox')).toHaveValue('70,2');
  });

  await test.step('put aside, it waits no more; the field’s own button makes an answer of what one reads there', async () => {
    await dose.getByRole('button', { name: /^Écarter/ }).click();
    await expect(dose.getByText('À confirmer')).toHaveCount(0);
    await dose.getByRole('button', { name: /^Reprendre/ }).click();
    await expect(dose.getByRole('radio', { checked: true })).toHaveCount(1);
    await isSaved(page);
  });
});
