import { expect, test } from './people.mjs';
import { answer, section } from './sheet.mjs';
import { addForm, granted, calendar, dashboardRow, daysAgo, dueForms, endForm, openForm, sendForm, typeForm } from './year.mjs';

/** The infusion, the first two weekly tests and the visits of the year are typed on the screen; the ten other weeks go through the server. */
test('charter P2, C5.5: a year after a gene therapy, tested every week and then seen until M12', async ({ enter }) => {
  const year = await granted(enter, { authorisation: 'TGH', holder: 'exploitant-5', sex: 'M', birth: '1985-04' });
  const { page, file } = year;
  let weeks;
  let visits;

  await test.step('the one infusion, bag by bag, dates five years', async () => {
    const [infusion] = await dueForms(year);
    await openForm(year, infusion);
    await typeForm(page, year.began, { otherwise: { 'fit.alat': 30, 'fit.dose': '3' } });
    const odd = page.getByText('La dose administrée n’est pas celle de la demande.', { exact: false });
    await expect(odd).toBeVisible();
    await answer(section(page, 'Perfusion'), ['types', 'Dose administrée', '2']);
    await expect(odd).toHaveCount(0);
    await endForm(page);
    const due = await dueForms(year);
    [weeks, visits] = [due.filter(({ form }) => form === 'BIO'), due.filter(({ form }) => form === 'SUIVI')];
    expect(weeks).toHaveLength(12);
    expect(visits.map(({ visit }) => visit)).toEqual(['M3', 'M6', 'M12']);
    await page.goto(file);
    await expect(calendar(page).getByText('15 en retard').or(calendar(page).getByText('14 en retard, 1 à saisir'))).toBeVisible();
  });

  await test.step('the first weeks: the liver reacts, a corticoid is told with its dose', async () => {
    const [first, second] = weeks;
    await openForm(year, first);
    await typeForm(page, first.target, { otherwise: { 'bio.alat': 31, 'bio.fix': '36' } });
    await endForm(page);
    await openForm(year, second);
    await typeForm(page, second.target, { otherwise: { 'bio.alat': 75, 'bio.fix': '35' } });
    const values = section(page, 'Valeurs');
    await expect(values.getByText('Visite précédente : 31 UI/L')).toBeVisible();
    await expect(values.getByText('ALAT au moins doublées depuis la perfusion.', { exact: false })).toBeVisible();
    await answer(values, ['chooses', 'Corticoïde en cours ?', 'Oui'], ['types', 'Dose de prednisone ou équivalent', '60']);
    await endForm(page);
    for (const week of weeks.slice(2)) await sendForm(year, week, week.target);
  });

  await test.step('M3, M6, M12; the liver is looked at by ultrasound at M12 alone', async () => {
    for (const visit of visits) {
      await openForm(year, visit);
      await typeForm(page, visit.target);
      await expect(section(page, 'Tolérance').getByText('Échographie hépatique faite ?')).toHaveCount(visit.visit === 'M12' ? 1 : 0);
      if (visit.visit === 'M3') await refusesMoreThanAll(page);
      await endForm(page);
    }
  });

  await test.step('the calendar tells the year, and the years to come; so does the dashboard', async () => {
    await page.goto(file);
    await expect(calendar(page).getByText('Complète', { exact: true })).toHaveCount(16);
    await expect(calendar(page).getByText(/en retard|à saisir/i)).toHaveCount(0);
    const row = await dashboardRow(year.pharmacist, 'Thérapie génique AAV5 facteur IX – TGH', year.letters);
    await expect(row.getByRole('button', { name: /^Bilan hebdomadaire.* 12 sur 12 complètes/ })).toBeVisible();
    for (const place of ['M3', 'M6', 'M12'])
      await expect(row.getByRole('link', { name: new RegExp(`^Fiche de suivi, ${place} ; complète`) })).toBeVisible();
  });

  await test.step('leaving the follow-up takes the visits of the five years away', async () => {
    await addForm(year, /sortie de suivi/);
    await typeForm(page, daysAgo(0), { otherwise: { 'arr.motif': ['PDV'] } });
    await endForm(page);
    await page.goto(file);
    await calendar(page)
      .getByRole('button', { name: /^Toutes les visites/ })
      .click();
    await expect(calendar(page).getByText('Sans objet', { exact: true })).toHaveCount(5);
    await expect(calendar(page).getByText('À venir', { exact: true })).toHaveCount(0);
  });
});

/** A part is not larger than the whole: said at once, and mended. */
async function refusesMoreThanAll(page) {
  const efficacy = section(page, 'Efficacité');
  await answer(efficacy, ['types', 'Saignements traités depuis la dernière visite', '1'], ['types', 'Dont spontanés', '2']);
  const wrong = efficacy.getByText('Les saignements spontanés ne peuvent pas dépasser le total des saignements.', { exact: false });
  await expect(wrong.first()).toBeVisible();
  await answer(efficacy, ['types', 'Dont spontanés', '1']);
  await expect(wrong).toHaveCount(0);
}
