import { expect, test } from './people.mjs';
import { answer, section } from './sheet.mjs';
import { addForm, granted, calendar, dashboardRow, daysAgo, endForm, french, typeForm } from './year.mjs';

test('charter P2, C5.5: a year of TECVAYLI asks twice, at the request and at the stop', async ({ enter }) => {
  const year = await granted(enter, { authorisation: 'TEC', holder: 'exploitant' });
  const { page, file } = year;

  await test.step('no visit is planned, nothing is late a year after', async () => {
    await page.goto(file);
    await expect(calendar(page).getByText(/en retard|à saisir/i)).toHaveCount(0);
    await calendar(page).getByRole('button', { name: 'Ajouter une fiche' }).click();
    await expect(calendar(page).locator('#addable').getByRole('button')).toHaveCount(1);
  });

  await test.step('the stop does not precede the request; a reason shows its date, another hides it', async () => {
    await addForm(year, /arrêt définitif/);
    const stop = section(page, 'Arrêt du traitement');
    await answer(stop, ['types', 'Date de l’arrêt définitif (dernière administration)', french(daysAgo(400))]);
    await expect(stop.getByText(/Erreur\s:/).first()).toBeVisible();
    await answer(stop, ['ticks', 'Raisons de l’arrêt', 'Décès']);
    await expect(stop.getByText('Date du décès')).toBeVisible();
    await stop.getByRole('checkbox', { name: 'Décès', exact: true }).uncheck();
    await expect(stop.getByText('Date du décès')).toHaveCount(0);
    await typeForm(page, daysAgo(20), { otherwise: { 'arr.motif': ['PROG'], 'arr.src': 'O', 'arr.src_grade': '1' } });
    await endForm(page);
  });

  await test.step('the calendar and the dashboard have both, and ask for nothing more', async () => {
    await page.goto(file);
    await expect(calendar(page).getByText('Complète', { exact: true })).toHaveCount(1);
    const row = await dashboardRow(year.pharmacist, 'TECVAYLI – TEC', year.letters);
    for (const title of ['Fiche d’accès au traitement', 'Fiche d’arrêt définitif de traitement'])
      await expect(row.getByRole('link', { name: new RegExp(`^${title} ; complète`) })).toBeVisible();
  });
});
