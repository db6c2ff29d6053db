import { expect, test } from './people.mjs';
import { answer, complete, isSaved, section } from './sheet.mjs';
import { granted, calendar, dashboardRow, daysAgo, dueForms, endForm, openForm, sendForm, typeForm } from './year.mjs';

const field = (page, name) => page.locator('app-item-field', { has: page.getByText(name, { exact: true }) });

/**
 * Every form of the year is typed on the screen but the questionnaires of the later visits, which are like the first one and sent through
 * the server.
 */
test('charter P2, C5.5, C7.2: a year of ENHERTU, from the first administration to the definitive stop', async ({ enter }) => {
  const year = await granted(enter, { authorisation: 'ENH', holder: 'exploitant-2' });
  const { page, file } = year;
  let visits;

  await test.step('the day of the first administration dates the year', async () => {
    await page.goto(file);
    await expect(
      calendar(page)
        .getByText(/^vers le .*, à confirmer$/)
        .first(),
    ).toBeVisible();
    const [initiation] = await dueForms(year);
    await openForm(year, initiation);
    await typeForm(page, year.began);
    await endForm(page);
    await page.goto(file);
    await expect(calendar(page).getByText('11 en retard')).toBeVisible();
    await expect(calendar(page).getByRole('row', { name: /Suivi tous les 3 cycles n° 5/ })).toBeVisible();
  });

  await test.step('the questionnaire of day 0 gives its scores', async () => {
    visits = await dueForms(year);
    const first = visits.find(({ form, visit }) => form === 'QDV' && visit === 'J0');
    await openForm(year, first);
    await typeForm(page, year.began);
    await expect(section(page, 'Scores QLQ-C30').getByRole('status', { name: 'Santé globale' })).toHaveText(/^\d/);
    await endForm(page);
    for (const row of visits.filter(({ form, visit }) => form === 'QDV' && visit !== 'J0')) await sendForm(year, row, row.target);
    visits = visits.filter(({ form }) => form === 'SUIVI');
  });

  await test.step('the first visit, field by field; an answer shows a field, and another hides it', async () => {
    const [visit] = visits;
    await openForm(year, visit);
    await typeForm(page, visit.target, { otherwise: { 'tol.gi': 'O', 'tol.gi_grade': '2', 'sui.poids': '71.5' } });
    const tolerance = section(page, 'Tolérance');
    await expect(tolerance.getByText('Nausées ou vomissements, grade CTCAE')).toBeVisible();
    await answer(tolerance, ['chooses', 'Nausées ou vomissements', 'Non']);
    await expect(tolerance.getByText('Nausées ou vomissements, grade CTCAE')).toHaveCount(0);
    await endForm(page);
  });

  await test.step('the second: answers of the first beside; a weight that is odd is told', async () => {
    const [, visit] = visits;
    await openForm(year, visit);
    await typeForm(page, visit.target, { otherwise: { 'sui.poids': '48' } });
    const weight = field(page, 'Poids');
    await expect(weight.getByText('Le poids a changé de plus de 20 %', { exact: false })).toBeVisible();
    await expect(weight.getByText('Visite précédente : 71,5 kg')).toBeVisible();
    await answer(section(page, 'Traitement'), ['types', 'Poids', '71,5']);
    await expect(weight.getByText('Le poids a changé de plus de 20 %', { exact: false })).toHaveCount(0);
    await endForm(page);
  });

  await test.step('the next two are typed and ended', async () => {
    for (const visit of visits.slice(2, 4)) {
      await openForm(year, visit);
      await typeForm(page, visit.target);
      await endForm(page);
    }
  });

  await test.step('at the last one the treatment ends: the form of the stop is proposed, and typed', async () => {
    const visit = visits[4];
    await openForm(year, visit);
    await typeForm(page, visit.target, { otherwise: { recist: 'PD', 'sui.poursuite': 'N' } });
    await isSaved(page);
    await expect(page.getByText('Cette réponse appelle une fiche « Fiche d’arrêt définitif de traitement ».')).toBeVisible();
    await complete(page);
    await page.getByRole('button', { name: 'Ouvrir la fiche' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fiche d’arrêt définitif de traitement');
    await typeForm(page, daysAgo(30), { otherwise: { 'arr.motif': ['PROG'] } });
    await endForm(page);
  });

  await test.step('the calendar tells the year: all is typed, and nothing more is to come', async () => {
    await page.goto(file);
    await expect(calendar(page).getByText('Complète', { exact: true })).toHaveCount(13);
    await expect(calendar(page).getByText(/en retard|à saisir/)).toHaveCount(0);
    await calendar(page)
      .getByRole('button', { name: /^Toutes les visites/ })
      .click();
    await expect(calendar(page).getByRole('row', { name: /n° 6 .*Sans objet/ })).toBeVisible();
    await expect(calendar(page).getByText('À venir', { exact: true })).toHaveCount(0);
  });

  await test.step('so does the row of the patient on the dashboard', async () => {
    const row = await dashboardRow(year.pharmacist, 'ENHERTU – ENH', year.letters);
    await expect(row.getByRole('link', { name: /^Fiche d’arrêt définitif de traitement ; complète/ })).toBeVisible();
    await expect(row.getByRole('button', { name: /^Fiche de suivi de traitement.* ; complète .* 5 sur 5 complètes/ })).toBeVisible();
    await expect(row.getByText(/en retard/)).toHaveCount(0);
  });
});
