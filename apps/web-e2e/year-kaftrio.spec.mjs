import { expect, test } from './people.mjs';
import { answer, section } from './sheet.mjs';
import { addForm, granted, calendar, dashboardRow, daysAgo, dueForms, endForm, openForm, typeForm } from './year.mjs';

const index = (page, title) => section(page, title).getByRole('status', { name: 'Indice de masse corporelle (IMC)' });

test('charter P2, C5.5: a year of KAFTRIO in a child: the decision, the index of body mass, the tests every three months', async ({
  enter,
}) => {
  const year = await granted(enter, { authorisation: 'KAF', birth: '2014-05-12' });
  const { page, file } = year;
  let visits;

  await test.step('the first dose dates the year; the index follows weight and height', async () => {
    const [initiation] = await dueForms(year);
    await openForm(year, initiation);
    await typeForm(page, year.began, { otherwise: { 'fit.poids': '36', 'fit.taille': 150 } });
    await expect(index(page, 'Examens de référence')).toHaveText('16 kg/m²');
    await answer(section(page, 'Examens de référence'), ['types', 'Poids', '38,5']);
    await expect(index(page, 'Examens de référence')).toHaveText('17,1 kg/m²');
    await endForm(page);
    visits = await dueForms(year);
    expect(visits.map(({ visit }) => visit)).toEqual(['S4', 'M3', 'M6', 'M9', 'M12']);
  });

  await test.step('the first visit alone asks for a decision: to go on without an answer to the treatment is odd, and proposes the stop', async () => {
    const [visit] = visits;
    await openForm(year, visit);
    const decision = section(page, 'Décision à 4 à 6 semaines');
    await expect(decision).toHaveCount(0);
    await typeForm(page, visit.target, { otherwise: { 'cf.reponse': 'NON_REPONDEUR', 'sui.poids': '38.5', 'sui.taille': 150 } });
    await expect(page.getByText('Le patient ne répond pas et le traitement se poursuit.', { exact: false })).toBeVisible();
    const called = page.getByText('Cette réponse appelle une fiche « Fiche d’arrêt définitif de traitement ».');
    await expect(called).toBeVisible();
    await answer(decision, ['chooses', 'Réponse au traitement', 'Répondeur']);
    await expect(called).toHaveCount(0);
    await expect(page.getByText('Le patient ne répond pas et le traitement se poursuit.', { exact: false })).toHaveCount(0);
    await endForm(page);
  });

  await test.step('at M3 the child has grown; the answers of the visit before are beside', async () => {
    const visit = visits[1];
    await openForm(year, visit);
    await typeForm(page, visit.target, { otherwise: { 'sui.poids': '40', 'sui.taille': 149 } });
    await expect(section(page, 'Décision à 4 à 6 semaines')).toHaveCount(0);
    const examination = section(page, 'Examen');
    await expect(examination.getByText('Visite précédente : 150 cm')).toBeVisible();
    await expect(examination.getByText('La taille a diminué', { exact: false })).toHaveCount(0);
    await answer(examination, ['types', 'Taille', '141']);
    await expect(examination.getByText('La taille a diminué', { exact: false })).toBeVisible();
    await answer(examination, ['types', 'Taille', '151']);
    await expect(index(page, 'Examen')).toHaveText('17,5 kg/m²');
    await endForm(page);
  });

  await test.step('M6, M9 where only the liver is tested, M12', async () => {
    for (const visit of visits.slice(2)) {
      await openForm(year, visit);
      await typeForm(page, visit.target, { otherwise: { 'sui.poids': '41', 'sui.taille': 152 } });
      await expect(section(page, 'Bilan hépatique')).toBeVisible();
      await expect(section(page, 'Examen')).toHaveCount(visit.visit === 'M9' ? 0 : 1);
      await endForm(page);
    }
  });

  await test.step('the year is whole, on the calendar and on the dashboard', async () => {
    await page.goto(file);
    await expect(calendar(page).getByText('Complète', { exact: true })).toHaveCount(6);
    await expect(calendar(page).getByText(/en retard|à saisir/i)).toHaveCount(0);
    await expect(calendar(page).getByText('À venir', { exact: true }).first()).toBeVisible();
    const row = await dashboardRow(year.pharmacist, 'KAFTRIO – KAF', year.letters);
    for (const place of ['S4 à S6 (décision)', 'M3', 'M6', 'M9 (bilan hépatique)'])
      await expect(row.getByRole('link', { name: `Fiche de suivi de traitement, ${place} ; complète` })).toBeVisible();
  });

  await test.step('the definitive stop takes the years after it away', async () => {
    await addForm(year, /arrêt définitif/);
    await typeForm(page, daysAgo(0), { otherwise: { 'arr.motif': ['INEFF'] } });
    await endForm(page);
    await page.goto(file);
    await calendar(page)
      .getByRole('button', { name: /^Toutes les visites/ })
      .click();
    await expect(calendar(page).getByText('Sans objet', { exact: true })).toHaveCount(9);
    await expect(calendar(page).getByText('À venir', { exact: true })).toHaveCount(0);
  });
});
