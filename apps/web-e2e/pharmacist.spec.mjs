import { someone } from './fats.mjs';
import { expect, NAMES, test } from './people.mjs';
import { answer, isSaved, section, startRequest } from './sheet.mjs';

/** The line of a designation that stands. */
const designation = (page, name, medicine) =>
  page
    .getByRole('row', { name: new RegExp(name) })
    .filter({ hasText: medicine })
    .filter({ hasText: 'En cours' });

test('charter C5.3: a pharmacist sees the patients of the centre whatever the authorisation, and of no other centre', async ({ enter }) => {
  const page = await enter('pharmacien-a');
  await page.goto('/patients');
  const table = page.getByRole('table');
  await expect(table.getByRole('cell', { name: /TECVAYLI/ }).first()).toBeVisible();
  await expect(table.getByRole('cell', { name: /ENHERTU/ }).first()).toBeVisible();
  await page.getByLabel('Autorisation', { exact: true }).selectOption({ label: 'ENHERTU – ENH' });
  await expect(table.getByRole('cell', { name: /TECVAYLI/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Accès accordé' }).click();
  await expect(table.getByRole('row').nth(1)).toContainText(/Accès accordé|Inclus/);

  // Filters stay while one looks at a file.
  await table.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Fiches' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Accès accordé' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Tout effacer' }).first().click();

  await page.getByRole('searchbox').fill('QQQ');
  await expect(page.getByText('Aucun patient ne correspond')).toBeVisible();
});

test('charter C5.4: a designation is withdrawn and made again; the colleague loses and finds the patients at once', async ({ enter }) => {
  const pharmacist = await enter('pharmacien-a');
  const staff = await enter('pnm-a');
  await staff.goto('/patients');
  const tecvayli = staff.getByRole('table').getByRole('cell', { name: /TECVAYLI/ });
  await expect(tecvayli.first()).toBeVisible();

  await pharmacist.goto('/designations');
  const standing = designation(pharmacist, NAMES['pnm-a'], 'TECVAYLI');
  await standing.getByRole('button', { name: /^Retirer/ }).click();
  const question = pharmacist.getByRole('dialog');
  await expect(question).toContainText(/Dès maintenant, et ce qui a déjà été saisi reste/);
  await expect(question.getByRole('listitem')).toContainText(`${NAMES['pnm-a']}, personnel non médical`);
  await expect(question.getByRole('listitem')).toContainText(/ne pourra plus lire, ni saisir les fiches.*sous TECVAYLI/);
  await question.getByRole('button', { name: 'Retirer la désignation' }).click();
  await expect(standing).toHaveCount(0);
  await staff.reload();
  await expect(
    staff
      .getByRole('table')
      .getByRole('cell', { name: /ENHERTU/ })
      .first(),
  ).toBeVisible();
  await expect(tecvayli).toHaveCount(0);

  await pharmacist.getByRole('button', { name: 'Désigner un collègue' }).click();
  const form = pharmacist.getByRole('form', { name: 'Désigner un collègue' });
  await form.getByRole('button', { name: 'Désigner', exact: true }).click();
  await expect(form.getByRole('alert').first()).toBeVisible();
  await form.getByLabel('Autorisation').selectOption({ label: 'TECVAYLI – TEC' });
  await form.getByLabel('Personne').selectOption({ label: NAMES['pnm-a'] });
  await expect(form.getByRole('status')).toContainText(/pourra lire et saisir les fiches.*sous TECVAYLI/);
  await form.getByRole('button', { name: 'Désigner', exact: true }).click();
  await expect(standing).toHaveCount(1);
  await staff.reload();
  await expect(tecvayli.first()).toBeVisible();
});

test('charter C5.8: a pharmacist names the prescriber of the request that they start', async ({ enter }) => {
  const pharmacist = await enter('pharmacien-a');
  await pharmacist.goto('/demandes/nouvelle');
  await pharmacist.getByRole('radio', { name: /^TECVAYLI/ }).check();
  await pharmacist.getByRole('button', { name: 'Ouvrir la fiche d’accès' }).click();
  await expect(pharmacist.getByText('Choisissez le prescripteur qui signera la demande.')).toBeVisible();

  const who = someone();
  await startRequest(pharmacist, 'TECVAYLI', { label: NAMES['prescripteur-a'] });
  await answer(
    section(pharmacist, 'Patient'),
    ['types', 'Nom du patient, 3 premières lettres', who.family],
    ['types', 'Prénom, 2 premières lettres', who.given],
  );
  await expect(section(pharmacist, 'Médecin prescripteur').getByRole('textbox', { name: 'Nom', exact: true })).toHaveValue('Marchetti');
  await isSaved(pharmacist);

  const prescriber = await enter('prescripteur-a');
  await prescriber.goto('/patients');
  await prescriber.getByRole('searchbox').fill(who.letters);
  await expect(prescriber.getByRole('link', { name: who.letters })).toBeVisible();
});

test('charter C3.2: a professional comes in by Pro Santé Connect as well', async ({ enter }) => {
  const page = await enter('pharmacien-psc');
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Mathieu' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Mathieu Cordier/ })).toContainText('Pharmacien');
});

test('charter C5.7: of a file one reads who has access to it and why, and of oneself what one sees and why', async ({ enter }) => {
  const page = await enter('pharmacien-a');
  await page.goto('/patients');
  await page.getByRole('table').getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Qui a accès' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Qui a accès à ce dossier, et pourquoi' })).toBeVisible();
  // Others stand there by what this person did for them.
  const me = page.getByRole('listitem').filter({ hasText: new RegExp(`^\\s*${NAMES['pharmacien-a']}`) });
  await expect(me).toContainText(/Règle C5\.3/);
  await expect(me).toContainText(/Depuis le \d/);
  await page.getByRole('link', { name: 'vos droits d’accès' }).click();
  const mine = page.getByRole('region', { name: 'Ce que vous voyez, et pourquoi' });
  await expect(mine.getByRole('heading', { name: 'Par votre rôle' })).toBeVisible();
  await mine.getByText('Ce que cela permet').first().click();
  await expect(mine.getByRole('listitem').filter({ hasText: 'les dossiers de patients' }).first()).toBeVisible();
});

test('charter C5.7: a pharmacist does the yearly review of the centre from the task of their home', async ({ enter }) => {
  const page = await enter('pharmacien-a');
  await page.goto('/');
  await page.getByRole('link', { name: /revue annuelle des accès/ }).click();
  await expect(page.getByRole('heading', { name: 'Revue des accès', level: 1 })).toBeVisible();
  await expect(page.getByText('Votre centre n’a pas encore fait de revue.')).toBeVisible();

  // Nothing is kept before someone says so: the first line that waits is shown.
  const end = page.getByRole('button', { name: /^Revue terminée/ });
  await end.click();
  await expect(page.getByRole('status').filter({ hasText: 'Décisions à prendre' })).toBeVisible();
  await expect(page.locator('input[type=radio]:focus')).toHaveCount(1);

  const people = page.getByRole('region', { name: /^Personnes du centre/ });
  const designations = page.getByRole('region', { name: /^Désignations en cours/ });
  await people.getByRole('button', { name: 'Toutes les autres sont là' }).click();
  const withdrawn = designations.getByRole('row', { name: new RegExp(NAMES['pnm-a']) }).filter({ hasText: 'VYV' });
  await withdrawn.getByRole('radio', { name: 'Retirer' }).check();
  await designations.getByRole('button', { name: 'Garder toutes les autres' }).click();
  await expect(page.getByText('Toutes les décisions sont prises.')).toBeVisible();

  await end.click();
  const question = page.getByRole('dialog');
  await expect(question.getByRole('listitem')).toHaveText([new RegExp(`Désignation de ${NAMES['pnm-a']} .*retirée`)]);
  await question.getByRole('button', { name: 'Terminer la revue' }).click();
  await expect(page.getByText(/^Dernière revue le .*1 retiré/)).toBeVisible();
  await expect(page.getByText('la prochaine revue sera demandée le')).toBeVisible();
  await expect(withdrawn).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: /revue annuelle des accès/ })).toHaveCount(0);

  const manager = await enter('gestionnaire');
  await manager.goto('/revues-des-acces');
  await expect(manager.getByRole('row', { name: /Nancy/ })).toContainText('À venir');
  await manager.getByRole('checkbox', { name: /à faire ou en retard/ }).check();
  await expect(manager.getByRole('row', { name: /Nancy/ })).toHaveCount(0);
  await expect(manager.getByRole('row', { name: /Réunion/ })).toContainText('En retard');
});
