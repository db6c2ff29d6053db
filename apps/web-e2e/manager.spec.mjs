import { authenticate, expect, isAtSignIn, NAMES, test } from './people.mjs';

const confirm = async (page, act, reason) => {
  const question = page.getByRole('dialog');
  if (reason) await question.getByRole('textbox').fill(reason);
  await question.getByRole('button', { name: act, exact: true }).click();
  await expect(question).toBeHidden();
};

test('charter R5: a suspended authorisation takes no new request, until it is in force again', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  const prescriber = await enter('prescripteur-b');
  await manager.goto('/autorisations');
  await manager
    .getByRole('row', { name: /TECVAYLI.*– TEC\b/ })
    .getByRole('link')
    .click();
  await manager.getByRole('button', { name: /^Suspendre l’autorisation/ }).click();
  await expect(manager.getByRole('dialog')).toContainText('Une suspension n’est pas une fin.');
  await confirm(manager, 'Suspendre l’autorisation', 'Essai de suspension pour une démonstration.');
  await expect(manager.getByText('Suspendue', { exact: true })).toBeVisible();

  await prescriber.goto('/demandes/nouvelle');
  await expect(prescriber.getByRole('radio', { name: /^ENHERTU/ })).toBeVisible();
  await expect(prescriber.getByRole('radio', { name: /^TECVAYLI/ })).toHaveCount(0);

  await manager.getByRole('button', { name: /^Remettre en vigueur/ }).click();
  await confirm(manager, 'Remettre en vigueur', 'Fin de l’essai de suspension.');
  await expect(manager.getByText('En vigueur', { exact: true })).toBeVisible();
  await prescriber.reload();
  await expect(prescriber.getByRole('radio', { name: /^TECVAYLI/ })).toBeVisible();
});

test('charter R8: ANSM waives a framework from its PUT: the centre sees that nothing is asked any more, and why', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  const pharmacist = await enter('pharmacien-a');
  const prescriber = await enter('prescripteur-a');
  await pharmacist.goto('/patients');
  await pharmacist.getByRole('combobox').filter({ hasText: 'KAFTRIO – KAF' }).selectOption('KAFTRIO – KAF');
  // Whose treatment goes on: the others have no visit to come.
  await pharmacist
    .getByRole('row')
    .filter({ hasText: /KAF-\d/ })
    .last()
    .getByRole('link')
    .first()
    .click();
  const calendar = pharmacist.getByRole('region', { name: 'Suivi' });
  await expect(calendar.getByRole('button', { name: /^Saisir/ }).first()).toBeVisible();

  await manager.goto('/autorisations');
  await manager
    .getByRole('row', { name: /KAFTRIO/ })
    .getByRole('link')
    .click();
  await manager.getByRole('button', { name: /^Enregistrer une décision/ }).click();
  const form = manager.getByRole('form', { name: 'Enregistrer une décision' });
  await form.getByLabel('Décision', { exact: true }).selectOption('Dispense de PUT et de suivi');
  await expect(form.getByLabel('De qui').locator('option:checked')).toHaveText('ANSM');
  await expect(form).toContainText('Les effets indésirables se déclarent toujours.');
  await form.getByLabel('Référence du document').fill('Décision de dispense (essai)');
  await form.getByRole('button', { name: /^Enregistrer/ }).click();
  await confirm(manager, 'Enregistrer la décision');
  const decided = manager.getByRole('row', { name: /Dispense de PUT et de suivi/ });
  await expect(decided).toContainText('Décision de dispense (essai)');

  // The worker writes the calendars again within moments, and a file that is open hears of it.
  await expect(calendar).toContainText('dispensée de PUT et de suivi', { timeout: 90_000 });
  await expect(calendar.getByRole('button', { name: /^Saisir/ })).toHaveCount(0);
  await prescriber.goto('/demandes/nouvelle');
  await expect(prescriber.getByText(/Dispensées de PUT et de suivi.*KAFTRIO/)).toBeVisible();
  await expect(prescriber.getByRole('radio', { name: /^KAFTRIO/ })).toHaveCount(0);

  await decided.getByRole('button', { name: /^Annuler/ }).click();
  await confirm(manager, 'Annuler la décision', 'Fin de l’essai de dispense.');
  await expect(decided).toContainText('Fin de l’essai de dispense.');
  await prescriber.reload();
  await expect(prescriber.getByRole('radio', { name: /^KAFTRIO/ })).toBeVisible();
});

test('charter C3.1: the manager closes an account, whose owner is out at once, and opens it again', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  const other = await enter('data-manager');
  await manager.goto('/comptes');
  const row = manager.getByRole('row', { name: new RegExp(NAMES['data-manager']) });
  await row.getByRole('button', { name: /^Fermer/ }).click();
  await confirm(manager, 'Fermer le compte', 'Essai de fermeture d’un compte.');
  await expect(row).toContainText('Fermé');

  other.foreseen.push(/^40[13] /);
  await other.goto('/patients');
  await isAtSignIn(other);
  // The provider still knows them: their session was ended, so that the password is asked again.
  await other.getByRole('link', { name: /Exploitants et opérateur/ }).click();
  await authenticate(other, 'data-manager');
  await expect(other.getByRole('alert')).toContainText(/fermé/);

  await row.getByRole('button', { name: /^Rouvrir/ }).click();
  await confirm(manager, 'Rouvrir le compte');
  await expect(row).toContainText('Ouvert');
  await other.goto('/connexion');
  await other.getByRole('link', { name: /Exploitants et opérateur/ }).click();
  const home = other.getByRole('heading', { level: 1, name: 'Bonjour Aurélie' });
  // Whether it is asked once more is the provider's business.
  await expect(home.or(other.getByLabel('Mot de passe'))).toBeVisible();
  if (!(await home.isVisible())) await authenticate(other, 'data-manager');
  await expect(home).toBeVisible();
});

test('the manager assigns authorisations, and opens an account with the words it lacks said', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  await manager.goto('/comptes');
  const row = manager.getByRole('row', { name: new RegExp(NAMES['data-manager']) });
  const former = manager.getByRole('checkbox', { name: /TECAC/ });
  for (const [act, there] of [
    ['uncheck', 0],
    ['check', 1],
  ]) {
    await row.getByRole('button', { name: /^Affecter/ }).click();
    await former[act]();
    await manager.getByRole('button', { name: 'Enregistrer les autorisations' }).click();
    await expect(former).toHaveCount(0);
    await expect(row.getByText('TECVAYLI – TECAC')).toHaveCount(there);
  }

  await manager.getByRole('button', { name: 'Ouvrir un compte' }).click();
  const form = manager.getByRole('form', { name: 'Ouvrir un compte' });
  manager.foreseen.push(/^400 POST \/api\/v1\/staff$/);
  await form.getByRole('button', { name: 'Ouvrir le compte' }).click();
  await expect(form.getByRole('alert').first()).toBeVisible();
  const subject = `dm-${Date.now().toString(36)}`;
  await form.getByLabel('Prénom').fill('Noémie');
  await form.getByLabel('Nom', { exact: true }).fill('Bertin');
  await form.getByLabel('Adresse e-mail professionnelle').fill(`${subject}@operateur.exemple.fr`);
  await form.getByLabel('Identifiant chez le fournisseur').fill(subject);
  await form.getByRole('checkbox', { name: /– TEC$/ }).check();
  await form.getByRole('button', { name: 'Ouvrir le compte' }).click();
  await expect(manager.getByRole('row').filter({ hasText: `${subject}@operateur.exemple.fr` })).toContainText('Data manager');
});

test('the host of the installation sees no patient', async ({ enter }) => {
  const page = await enter('administrateur');
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Karim' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Lieux' }).first().getByRole('link', { name: 'Patients' })).toHaveCount(0);
  page.foreseen.push(/^403 POST \/api\/v1\/enrolments\/search$/, /^403 GET \/api\/v1\/authorisations$/);
  await page.goto('/patients');
  await expect(page.getByRole('table')).toHaveCount(0);
});
