import { someone } from './fats.mjs';
import { authenticate, expect, isAtSignIn, NAMES, signIn, signOut, test, watch } from './people.mjs';
import { answer, isSaved, section, startRequest } from './sheet.mjs';

const patient = (page) => section(page, 'Patient');
const box = (page, name) => patient(page).getByRole('textbox', { name, exact: true });

test('charter C5.1: another centre finds nothing at the address of a file, nor in its lists', async ({ enter }) => {
  const mine = await enter('prescripteur-a');
  const who = someone();
  const request = await startRequest(mine, 'TECVAYLI');
  await answer(patient(mine), ['types', 'Nom du patient, 3 premières lettres', who.family]);
  await isSaved(mine);

  const other = await enter('prescripteur-b');
  other.foreseen.push(/^404 GET \/api\/v1\/(enrolments|forms)\//);
  for (const address of [request.file, request.form, `${request.file}/journal`]) {
    await other.goto(address);
    await expect(other.getByText(/introuvable|n’existe pas|n’y avez pas accès/i).first()).toBeVisible();
    await expect(other.getByText(who.family)).toHaveCount(0);
  }
  await other.goto('/patients');
  await other.getByRole('searchbox').fill(who.family);
  await expect(other.getByText('Aucun patient ne correspond')).toBeVisible();
});

test('two people on one form: each is told of the other, and a conflict shows both answers', async ({ enter }) => {
  const helene = await enter('prescripteur-a');
  const request = await startRequest(helene, 'TECVAYLI');
  await answer(patient(helene), ['types', 'Nom du patient, 3 premières lettres', 'BCD'], ['types', 'Poids', '60,0']);
  await isSaved(helene);

  const julien = await enter('pharmacien-a');
  await julien.goto(request.form);
  await expect(julien.getByText(`${NAMES['prescripteur-a']} (prescripteur) a aussi cette fiche ouverte.`)).toBeVisible();
  await expect(box(julien, 'Poids')).toHaveValue('60,0');

  await test.step('answers to different questions live side by side', async () => {
    await answer(patient(julien), ['types', 'Taille', '168']);
    await isSaved(julien);
    await expect(helene.getByText(`${NAMES['pharmacien-a']} (pharmacien) a aussi cette fiche ouverte.`)).toBeVisible();
    await expect(box(helene, 'Taille')).toHaveValue('168');
  });

  await test.step('two answers to one question: the second person sees both, and chooses', async () => {
    // Julien types while he does not know yet what Hélène saves.
    await julien.context().setOffline(true);
    julien.foreseen.push(/ERR_INTERNET_DISCONNECTED/, /^409 PATCH .*\/values$/);
    await answer(patient(julien), ['types', 'Poids', '62,5']);
    await answer(patient(helene), ['types', 'Poids', '61,0']);
    await isSaved(helene);
    await julien.context().setOffline(false);
    const conflict = julien.getByRole('group', { name: new RegExp(`^${NAMES['prescripteur-a']} a répondu aussi`) });
    await expect(conflict).toContainText('62,5');
    await expect(conflict).toContainText('61,0');
    await conflict.getByRole('button', { name: 'Garder la mienne' }).click();
    await expect(conflict).toBeHidden();
    await isSaved(julien);
    await julien.reload();
    await expect(box(julien, 'Poids')).toHaveValue('62,5');
  });

  await test.step('the history keeps both', async () => {
    await julien.getByRole('button', { name: 'Historique', exact: true }).click();
    const history = julien.getByRole('dialog', { name: 'Historique de la fiche' });
    for (const words of ['61,0', '62,5', NAMES['prescripteur-a'], NAMES['pharmacien-a']])
      await expect(history.getByText(words).first()).toBeVisible();
  });
});

test('the network drops while one types: what is typed waits, is said to, and is saved when the network is back', async ({ enter }) => {
  const page = await enter('prescripteur-a');
  await startRequest(page, 'TECVAYLI');
  await answer(patient(page), ['types', 'Nom du patient, 3 premières lettres', 'FGH']);
  await isSaved(page);
  page.foreseen.push(/ERR_INTERNET_DISCONNECTED/);
  await page.context().setOffline(true);
  await answer(patient(page), ['types', 'Poids', '55,5'], ['types', 'Taille', '160'], ['chooses', 'Sexe', 'Masculin']);
  await expect(page.getByText('Hors connexion : 3 réponses en attente')).toBeVisible();
  await page.context().setOffline(false);
  await isSaved(page);
  await page.reload();
  await expect(box(page, 'Poids')).toHaveValue('55,5');
  await expect(box(page, 'Taille')).toHaveValue('160');
  await expect(patient(page).getByRole('radio', { name: 'Masculin' })).toBeChecked();
});

test('charter C3.1: the session ends in the middle of typing; signing in beside gives the page back, and nothing is lost', async ({
  enter,
}) => {
  const page = await enter('prescripteur-a');
  await startRequest(page, 'TECVAYLI');
  await answer(patient(page), ['types', 'Nom du patient, 3 premières lettres', 'JKL']);
  await isSaved(page);
  // After the sign-in beside, what the page sends by itself may still carry the token of the former session: it is refused, takes the new one and goes again.
  page.foreseen.push(/^401 (PATCH|POST|GET) /, /^403 (PATCH .*\/values|POST .*\/presence)$/);
  await page.context().clearCookies({ name: 'passerelle_session' });
  // Not left: any request of the page may find the session ended first, and hide the box while it has the keyboard.
  await box(page, 'Poids').fill('48,3');
  const lock = page.getByRole('dialog', { name: 'Écran verrouillé' });
  await expect(lock).toContainText(`La session de ${NAMES['prescripteur-a']} est terminée.`);
  // What is typed is neither readable nor reachable meanwhile.
  await expect(patient(page)).toHaveCount(0);

  const beside = page.context().waitForEvent('page');
  await lock.getByRole('link', { name: /Plage/ }).click();
  const tab = watch(await beside);
  const closed = tab.waitForEvent('close');
  const identifier = tab.getByLabel('Identifiant');
  // The provider may still know the person, and ask nothing.
  await Promise.race([closed, identifier.waitFor().catch(() => undefined)]);
  if (!tab.isClosed() && (await identifier.isVisible())) await authenticate(tab, 'prescripteur-a');
  await closed;
  await expect(lock).toBeHidden();
  await isSaved(page);
  await expect(box(page, 'Poids')).toHaveValue('48,3');
  await page.reload();
  await expect(box(page, 'Poids')).toHaveValue('48,3');
});

test('charter C3.1: a screen that was locked holds nothing of the page, and opens again by the password alone, where one was', async ({
  enter,
}) => {
  const page = await enter('prescripteur-a');
  await startRequest(page, 'TECVAYLI');
  await answer(patient(page), ['types', 'Nom du patient, 3 premières lettres', 'QVX']);
  await isSaved(page);
  const place = new URL(page.url()).pathname;
  // Whatever the page asks while it leaves finds nobody.
  page.foreseen.push(/^401 /);
  await page.getByRole('button', { name: NAMES['prescripteur-a'] }).click();
  await page.getByRole('button', { name: 'Verrouiller l’écran' }).click();
  await expect(page.getByText('L’écran s’est verrouillé')).toBeVisible();
  expect(await page.content()).not.toContain('QVX');

  // The provider still knows the person, and asks all the same.
  await page.getByRole('link', { name: /Plage/ }).click();
  await authenticate(page, 'prescripteur-a');
  await expect(page).toHaveURL((url) => url.pathname === place);
  await expect(box(page, 'Nom du patient, 3 premières lettres')).toHaveValue('QVX');
});

test('charter C3.2: with profiles in two centres, one chooses, sees where one is, and may change', async ({ enter }) => {
  const page = await enter();
  await page.goto('/');
  await signIn(page, 'prescripteur-ab');
  await expect(page.getByRole('heading', { name: 'Dans quel profil travaillez-vous ?' })).toBeVisible();
  await page.getByRole('button', { name: /CH de Bourg-en-Bresse/ }).click();
  await expect(page.getByRole('heading', { name: 'Bonjour François-Xavier' })).toBeVisible();
  const me = page.getByRole('button', { name: /François-Xavier Delaunay/ });
  await expect(me).toContainText('CH de Bourg-en-Bresse');
  await me.click();
  await page.getByRole('link', { name: 'Changer de profil' }).click();
  await page.getByRole('button', { name: /CHRU de Nancy/ }).click();
  await expect(me).toContainText('CHRU de Nancy');
});

test('signing out ends the session here and at the provider', async ({ enter }) => {
  const page = await enter('prescripteur-a');
  await signOut(page);
  page.foreseen.push(/^401 GET /);
  await page.goto('/patients');
  await isAtSignIn(page);
  await page.getByRole('link', { name: /Plage/ }).click();
  await expect(page.getByLabel('Mot de passe')).toBeVisible();
});

test('charter C5.8: someone new starts a request anywhere in force, and sees that one only', async ({ enter }) => {
  const page = await enter('nouveau');
  await page.goto('/patients');
  await startRequest(page, 'TECVAYLI');
  const who = someone();
  await answer(
    patient(page),
    ['types', 'Nom du patient, 3 premières lettres', who.family],
    ['types', 'Prénom, 2 premières lettres', who.given],
  );
  await isSaved(page);
  await page.getByRole('navigation', { name: 'Lieux' }).first().getByRole('link', { name: 'Patients' }).click();
  await expect(page.getByRole('link', { name: who.letters })).toBeVisible();
  // Drafts that they started, and nobody else's patient.
  await expect(page.getByRole('table').getByText(/Accès accordé|Chez l’exploitant/)).toHaveCount(0);
  await page.goto('/designations');
  await expect(page.getByText('Votre profil ne désigne personne pour le moment.')).toBeVisible();
});
