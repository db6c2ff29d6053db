import { expect, test } from './people.mjs';
import { answer, complete, fill, isSaved, row, section } from './sheet.mjs';
import { addForm, granted, calendar, dashboardRow, daysAgo, dueForms, endForm, french, openForm, sendForm, typeForm } from './year.mjs';

/** One cycle of four infusions, as a team types it; its number and its first day are told. */
const cycle = (number, day, infusions = '4') => [
  'adds',
  'cycle',
  [
    ['types', 'N° du cycle', String(number)],
    ['types', 'Date de la 1ʳᵉ perfusion', french(day)],
    ['types', 'Nombre de perfusions', infusions],
    ['types', 'Dose par perfusion', '640'],
    ...(number > 1 ? [['types', 'Délai depuis la fin du cycle précédent', '35']] : []),
  ],
];

/** Every form of the year is typed on the screen but the questionnaires after the first, which are sent through the server. */
test('charter P2, P3, C5.5: a year of VYVGART, its cycles, an adverse effect, a special situation and a visit nobody planned', async ({
  enter,
}) => {
  const year = await granted(enter, { authorisation: 'VYV', holder: 'exploitant-3' });
  const { page, file } = year;
  let visits;

  await test.step('the first infusion dates the year; its score is calculated', async () => {
    const [initiation] = await dueForms(year);
    await openForm(year, initiation);
    const eight = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`mg.adl.${index + 1}`, 1]));
    await typeForm(page, year.began, { otherwise: eight });
    await expect(section(page, 'Score MG-ADL').getByRole('status', { name: 'Score MG-ADL (0 à 24)' })).toHaveText('8');
    await endForm(page);
    const due = await dueForms(year);
    visits = due.filter(({ form }) => form === 'SUIVI');
    expect(visits.map(({ visit }) => visit)).toEqual(['C1', 'M3', 'M6', 'M12']);
    const [first, ...others] = due.filter(({ form }) => form === 'QDV');
    await openForm(year, first);
    await typeForm(page, year.began);
    await endForm(page);
    for (const questionnaire of others) await sendForm(year, questionnaire, questionnaire.target);
  });

  await test.step('a cycle is a row: one that was cut short asks why, the next ones since when', async () => {
    const [visit] = visits;
    await openForm(year, visit);
    await typeForm(page, visit.target);
    await fill(page, { Traitement: [cycle(1, year.began, '3')] });
    const first = row(page, 'Traitement', 'Cycle 1');
    await answer(first, ['types', 'Moins de 4 perfusions, motif', 'Infection des voies aériennes']);
    await expect(first.getByText('Délai depuis la fin du cycle précédent')).toHaveCount(0);
    await answer(first, ['types', 'Nombre de perfusions', '4']);
    await expect(first.getByText('Moins de 4 perfusions, motif')).toHaveCount(0);
    await endForm(page);
  });

  await test.step('at M3 the cycle before is beside, two are added; an adverse effect calls for its form, which is opened', async () => {
    const visit = visits[1];
    await openForm(year, visit);
    await expect(section(page, 'Traitement').getByText('À la visite précédente')).toHaveCount(0);
    await typeForm(page, visit.target, { otherwise: { 'sui.ei': 'O' } });
    await expect(section(page, 'Traitement').getByText('À la visite précédente')).toBeVisible();
    await expect(section(page, 'Traitement').getByRole('button', { name: /^Reprendre cette ligne/ })).toHaveCount(0);
    await fill(page, { Traitement: [cycle(2, daysAgo(310)), cycle(3, daysAgo(280))] });
    await isSaved(page);
    await complete(page);
    await expect(page.getByText('Cette réponse appelle une fiche « Fiche de déclaration d’effet indésirable ».')).toBeVisible();
    await page.getByRole('button', { name: 'Ouvrir la fiche' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Fiche de déclaration d’effet indésirable');
    await typeForm(page, visit.target, { otherwise: { 'ei.terme': 'Céphalées', 'ei.fin': { missing: 'NA' } } });
    await endForm(page);
  });

  await test.step('a visit that nobody planned, and a special situation, are added to the calendar', async () => {
    await addForm(year, /Fiche de suivi de traitement.*Visite non programmée/);
    await typeForm(page, daysAgo(230));
    await endForm(page);
    await addForm(year, /situation particulière/);
    await typeForm(page, daysAgo(229), { otherwise: { 'sp.type': ['SURDOSAGE'] } });
    await expect(page.getByText('La dose reçue ne dépasse pas la dose prévue', { exact: false })).toBeVisible();
    await answer(section(page, 'Surdosage'), ['types', 'Dose reçue', '820']);
    await expect(page.getByText('La dose reçue ne dépasse pas la dose prévue', { exact: false })).toHaveCount(0);
    await endForm(page);
  });

  await test.step('M6 and M12, where the treatment ends', async () => {
    for (const visit of visits.slice(2)) {
      await openForm(year, visit);
      await typeForm(page, visit.target);
      await endForm(page);
    }
    await addForm(year, /arrêt définitif/);
    await typeForm(page, daysAgo(0), { otherwise: { 'arr.motif': ['SOUHAIT'] } });
    await endForm(page);
  });

  await test.step('the calendar and the dashboard tell the year; nothing more is to come', async () => {
    await page.goto(file);
    await expect(calendar(page).getByRole('row', { name: /Visite non programmée/ })).toContainText('Complète');
    await expect(calendar(page).getByText(/en retard|à saisir|À venir/i)).toHaveCount(0);
    await calendar(page)
      .getByRole('button', { name: /^Toutes les visites/ })
      .click();
    await expect(calendar(page).getByText('Sans objet', { exact: true })).toHaveCount(8);
    const shown = await dashboardRow(year.pharmacist, 'VYVGART – VYV', year.letters);
    await expect(shown.getByRole('link', { name: /^Fiche d’arrêt définitif de traitement ; complète/ })).toBeVisible();
    await expect(shown.getByRole('link', { name: /^Fiche de suivi de traitement, M6 ; complète/ })).toBeVisible();
  });
});
