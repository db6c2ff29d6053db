import { inDays, monthsAgo, someone } from './fats.mjs';
import { expect, test } from './people.mjs';
import { isAbsent } from './seen.mjs';
import { answer, complete, fill, isSaved, section, sign } from './sheet.mjs';
import { calendar as calendarOf } from './year.mjs';

/** The three boxes of what ANSM decided for this patient, on the page of a new request. */
async function givesNumber(page, number) {
  await page.getByLabel('N° d’AAC').fill(number);
  await page.getByLabel('Valable à compter du').fill(inDays(-10));
  await page.getByLabel('Jusqu’au (dernier jour)').fill(inDays(200));
}

async function choosesTepezza(page) {
  await page.goto('/demandes/nouvelle');
  await page.getByRole('radio', { name: /^TEPEZZA/ }).check();
}

const opens = (page) => page.getByRole('button', { name: 'Ouvrir la fiche d’accès' }).click();

const inclusion = ({ family, given, born, sex }) => ({
  Patient: [
    ['types', 'Nom du patient, 3 premières lettres', family],
    ['types', 'Prénom, 2 premières lettres', given],
    ['types', 'Mois et année de naissance', born],
    ['chooses', 'Sexe', sex],
    ['types', 'Poids', '66,5'],
  ],
  Maladie: [
    ['types', 'Date du diagnostic', monthsAgo(14)],
    ['chooses', 'Maladie de Basedow', 'Oui'],
    ['types', 'Score clinique d’activité (CAS)', '5'],
    ['types', 'Proptosis de l’œil le plus atteint', '24'],
    ['chooses', 'Diplopie', 'Oui'],
    ['chooses', 'Neuropathie optique compressive', 'Non'],
    ['ticks', 'Traitements antérieurs', 'Corticoïdes par voie intraveineuse'],
  ],
  'Traitement prévu': [
    ['chooses', 'Le patient a été informé, le document d’information lui a été remis, et c’est inscrit à son dossier', 'Oui'],
    ['types', 'Date prévisionnelle de la première perfusion', inDays(0)],
  ],
});

test('charter R6, R7, P2: an access by name, from ANSM’s number to the first form of the follow-up, typed on the screen by one prescriber', async ({
  enter,
}) => {
  const page = await enter('prescripteur-a');
  const holder = await enter('exploitant-5');
  holder.foreseen.push(/^404 GET /);
  const number = `AAC 2026-${String(Date.now()).slice(-6)}`;
  const who = someone();
  let file;

  await test.step('a new request asks for ANSM’s number, and says that nobody gives an opinion', async () => {
    await choosesTepezza(page);
    await expect(page.getByRole('group', { name: 'Autorisation nominative' })).toBeVisible();
    await expect(page.getByText(/Aucun avis n’est demandé à l’exploitant/)).toBeVisible();
    await opens(page);
    await expect(page.getByLabel('N° d’AAC')).toHaveAttribute('aria-invalid', 'true');
    await givesNumber(page, number);
    await opens(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Fiche d’inclusion' })).toBeVisible();
    [, file] = /(\/dossiers\/[^/]+)\/fiches\//.exec(page.url());
  });

  await test.step('the same number twice is refused, however it is written, and nothing begins', async () => {
    const other = await enter('prescripteur-a');
    other.foreseen.push(/^409 POST .*\/enrolments$/);
    await choosesTepezza(other);
    await givesNumber(other, number.replace('AAC ', 'aac-'));
    await opens(other);
    await expect(other.getByText('Ce numéro d’AAC est déjà celui d’un autre dossier.', { exact: false })).toBeVisible();
    await expect(other).toHaveURL(/\/demandes\/nouvelle$/);
  });

  await test.step('the inclusion is typed to its end; the holder reads nothing of it meanwhile', async () => {
    await fill(page, inclusion(who));
    await isSaved(page);
    await isAbsent(holder, file);
    await complete(page);
  });

  await test.step('the prescriber’s signature alone includes the patient, who has a number at once', async () => {
    await sign(page, 'prescripteur-a');
    await expect(page.getByText('Le patient est inclus.', { exact: false }).first()).toBeVisible();
    await page.goto(file);
    await expect(page.getByText('Inclus', { exact: true }).first()).toBeVisible();
    await expect(page.getByText(/^TPZ-\d{6}$/).first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Autorisation nominative' })).toContainText(number);
    await holder.goto(file);
    await expect(holder.locator('app-patient-banner')).toContainText(who.letters);
    await expect(holder.getByRole('heading', { name: 'Votre avis' })).toHaveCount(0);
  });

  await test.step('the first form of the follow-up is opened from the calendar, and typed', async () => {
    await calendarOf(page)
      .getByRole('button', { name: /^Saisir : Fiche d’initiation/ })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Fiche d’initiation de traitement');
    await answer(
      section(page, 'Première perfusion'),
      ['types', 'Date de la première perfusion', inDays(0)],
      ['types', 'Dose administrée', '665'],
      ['chooses', 'Glycémie contrôlée avant la perfusion', 'Oui'],
      ['chooses', 'Audiogramme fait avant la perfusion', 'Oui'],
    );
    await isSaved(page);
    await complete(page);
    await page.goto(file);
    await expect(calendarOf(page).getByRole('row', { name: /Fiche d’initiation/ })).toContainText('Complète');
    await expect(
      calendarOf(page)
        .getByRole('row', { name: /Fiche de suivi de traitement/ })
        .first(),
    ).toBeVisible();
  });
});
