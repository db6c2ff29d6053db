import { expect, test } from './people.mjs';
import { answer, isSaved, section } from './sheet.mjs';
import { calendar as calendarOf, granted } from './year.mjs';

/** `JJ/MM/AAAA`: the day that the request foresees. */
const TODAY = new Date().toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });

test('charter P2, C5.5, C5.6: after the number, the first administration dates the visits, and each form is one click away', async ({
  enter,
}) => {
  const { pharmacist: page, file } = await granted(enter, { authorisation: 'ENH', holder: 'exploitant-2', days: 0 });
  const calendar = calendarOf(page);

  await test.step('before the first administration, only the form that tells it is due', async () => {
    await page.goto(file);
    await expect(calendar.getByText('1 à saisir')).toBeVisible();
    await expect(calendar.getByText(/^vers le .*, à confirmer$/).first()).toBeVisible();
  });

  await test.step('one click opens it; its day is typed; a signature is offered, and not asked for', async () => {
    await calendar.getByRole('button', { name: /^Saisir : Fiche d’initiation/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fiche d’initiation de traitement – J0 (C1J1)');
    await answer(section(page, 'Première administration'), ['chooses', 'Le traitement a-t-il été administré ?', 'Oui']);
    await answer(
      section(page, 'Administration'),
      ['types', 'Date de début de traitement', TODAY],
      ['types', 'Poids à l’instauration', '71,5'],
    );
    await isSaved(page);
    await page.getByRole('button', { name: 'Terminer la saisie' }).click();
    await expect(page.getByRole('dialog', { name: /réponses manquent encore/ })).toBeVisible();
    await page.getByRole('button', { name: 'Terminer quand même' }).click();
    await expect(page.getByText(/^Terminée, \d+ manquants$/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Signer (facultatif)' })).toBeVisible();
  });

  await test.step('the calendar has its days, with today marked', async () => {
    await page.goto(file);
    await expect(calendar.getByText(/^Terminée, \d+ manquants$/)).toBeVisible();
    await expect(calendar.getByRole('row', { name: /^Aujourd’hui/ })).toBeVisible();
    await expect(calendar.getByRole('row', { name: /Suivi tous les 3 cycles n° 1 .* du .* au / })).toBeVisible();
    await calendar.getByRole('button', { name: /^Toutes les visites/ }).click();
    await expect(calendar.getByRole('row', { name: /Suivi tous les 3 cycles n° 17/ })).toBeVisible();
  });

  await test.step('a form opened by mistake is taken back, and leaves the calendar', async () => {
    await calendar.getByRole('button', { name: 'Ajouter une fiche' }).click();
    await calendar.getByRole('button', { name: /arrêt définitif/ }).click();
    const withdraw = page.getByRole('button', { name: 'Retirer cette fiche ouverte par erreur' });
    await withdraw.click();
    const sure = page.getByRole('dialog', { name: /^Retirer cette fiche/ });
    await expect(sure).toContainText('quitte le calendrier');
    await page.keyboard.press('Escape');
    await withdraw.click();
    await sure.getByRole('button', { name: 'Retirer la fiche' }).click();
    await page.waitForURL(new RegExp(`${file}$`));
    await expect(page.getByText('La fiche a été retirée.').last()).toBeVisible();
    await expect(calendar.getByRole('row', { name: /arrêt définitif/ })).toHaveCount(0);
    await expect(page.getByText(/^Fiche ouverte par erreur retirée/)).toBeVisible();
  });

  await test.step('a form that nobody planned is added; the definitive stop takes the visits after it away', async () => {
    await calendar.getByRole('button', { name: 'Ajouter une fiche' }).click();
    await calendar.getByRole('button', { name: /arrêt définitif/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fiche d’arrêt définitif de traitement');
    await answer(section(page, 'Arrêt du traitement'), ['types', 'Date de l’arrêt définitif (dernière administration)', TODAY]);
    await isSaved(page);
    // Something was typed in it.
    await expect(page.getByRole('button', { name: 'Retirer cette fiche ouverte par erreur' })).toHaveCount(0);
    await page.goto(file);
    await calendar.getByRole('button', { name: /^Toutes les visites/ }).click();
    await expect(calendar.getByText('Sans objet').first()).toBeVisible();
  });

  await test.step('another centre sees nothing of it', async () => {
    const other = await enter('pharmacien-b');
    other.foreseen.push(/^404 GET/);
    await other.goto(file);
    await expect(other.getByText(/n’existe pas, ou vous n’y avez pas accès/)).toBeVisible();
  });
});
