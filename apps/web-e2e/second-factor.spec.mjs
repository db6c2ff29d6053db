import { TOTP } from 'otpauth';
import { violations } from './axe.mjs';
import { isFitForAll } from './fit.mjs';
import { authenticate, expect, isAtSignIn, signOut, test } from './people.mjs';

/** Whom no other journey signs in: from their enrolment on they are asked at each sign-in. */
const ME = 'pnm-b';

/** A passkey of the browser itself, which verifies its owner without asking. */
async function withAuthenticator(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  await client.send('WebAuthn.addVirtualAuthenticator', { options });
}

async function expectAccessible(page) {
  await expect(page.locator('app-skeleton')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
}

/** Asks to add one, and proves again who one is; with a passkey, by that too. */
async function askToAdd(page, account, { passkey = false } = {}) {
  await page.goto('/mes-sessions');
  await page.getByRole('button', { name: 'Ajouter un second facteur' }).click();
  await authenticate(page, account);
  if (passkey) await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
  await expect(page).toHaveURL(/mes-sessions\?facteur=ajout/);
}

/** Signs in again: the password, then what stands before everything else. */
async function comeBack(page) {
  await page.getByRole('link', { name: /Plage/ }).click();
  await authenticate(page, ME);
  await expect(page).toHaveURL(/second-facteur/);
  await expect(page.getByRole('heading', { level: 1, name: 'Second facteur' })).toBeVisible();
}

const home = (page) => page.getByRole('heading', { level: 1, name: /^Bonjour/ });

test('charter C3.1: a person enrols a passkey and an app by themselves, gives one at each sign-in, and removes them by proving who they are', async ({
  enter,
}) => {
  const page = await enter(ME);
  page.foreseen.push(/^400 POST .*second-factor\/code$/);
  await withAuthenticator(page);
  await askToAdd(page, ME);
  await page.getByRole('button', { name: /^Clé d’accès/ }).click();
  await page.getByLabel('Nom').fill('Portable du service');
  await page.getByRole('button', { name: 'Créer la clé d’accès' }).click();
  await expect(page.getByRole('row', { name: /Portable du service/ })).toBeVisible();

  await askToAdd(page, ME, { passkey: true });
  await page.getByRole('button', { name: /^Application d’authentification/ }).click();
  await expect(page.getByRole('img', { name: /Image à photographier/ })).toBeVisible();
  const key = (await page.locator('.key').innerText()).replace(/\s/g, '');
  await page.getByLabel(/Code de 6 chiffres/).fill(new TOTP({ secret: key }).generate());
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Enregistrer l’application' }).click();
  await expect(page.getByRole('row', { name: /Mon téléphone/ })).toBeVisible();
  await expectAccessible(page);

  await signOut(page);
  await comeBack(page);
  await expectAccessible(page);
  await page.goto('/patients');
  await expect(page).toHaveURL(/second-facteur\?retour=%2Fpatients/);
  await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Patients' })).toBeVisible();

  await signOut(page);
  await comeBack(page);
  const code = page.getByLabel(/Code de 6 chiffres/);
  await code.fill('12');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText('Saisissez les 6 chiffres')).toBeVisible();
  // The code of enrolment has served: the next one is taken already.
  await code.fill(new TOTP({ secret: key }).generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(home(page)).toBeVisible();

  for (const name of ['Mon téléphone', 'Portable du service']) {
    await page.goto('/mes-sessions');
    await page.getByRole('button', { name: `Retirer… ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
    await authenticate(page, ME);
    await expect(page).toHaveURL(/second-facteur/);
    await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
    await expect(page.getByText('Le second facteur est retiré.')).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(0);
  }
  await signOut(page);
  await page.getByRole('link', { name: /Plage/ }).click();
  await authenticate(page, ME);
  await expect(home(page)).toBeVisible();
});

test('charter C3.1: whom their provider recognised by one means alone enrols a second factor before anything else', async ({ enter }) => {
  const page = await enter();
  page.foreseen.push(/^401 /);
  await page.goto('/patients');
  // Pro Santé Connect tells two means of anyone who has their card; this once, a password.
  await page.request.post('/identity/psc/faults', { data: { kind: 'weak-amr' } });
  await page.getByRole('link', { name: /Pro Santé Connect/ }).click();
  await authenticate(page, 'medecin-psc');
  await expect(page.getByRole('heading', { level: 1, name: 'Enregistrez un second facteur' })).toBeVisible();
  await isFitForAll(page, '/second-facteur', 'a second factor to enrol');
  for (const [kind, shown] of [
    [/^Clé d’accès/, page.getByRole('button', { name: 'Créer la clé d’accès' })],
    [/^Application d’authentification/, page.getByRole('img', { name: /Image à photographier/ })],
  ]) {
    await page.goto('/patients');
    await expect(page).toHaveURL(/second-facteur\?retour=%2Fpatients/);
    await page.getByRole('button', { name: kind }).click();
    await expect(shown).toBeVisible();
    await isFitForAll(page, '/second-facteur', `enrolling: ${kind.source}`);
  }
  const key = (await page.locator('.key').innerText()).replace(/\s/g, '');
  await page.getByLabel(/Code de 6 chiffres/).fill(new TOTP({ secret: key }).generate());
  await page.getByRole('button', { name: 'Enregistrer l’application' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Patients' })).toBeVisible();
});

test('charter C3.1: two managers give back access to who lost their second factor; one alone cannot', async ({ enter }) => {
  const [first, second, owner] = [await enter('gestionnaire'), await enter('gestionnaire-2'), await enter('pharmacien-psc')];
  await withAuthenticator(owner);
  await askToAdd(owner, 'pharmacien-psc');
  await owner.getByRole('button', { name: /^Clé d’accès/ }).click();
  await owner.getByRole('button', { name: 'Créer la clé d’accès' }).click();
  await expect(owner.getByRole('row', { name: /Cet appareil/ })).toBeVisible();

  await first.goto('/comptes');
  await first.getByLabel('Personne', { exact: true }).fill('cordier');
  await first.getByRole('button', { name: 'Chercher' }).click();
  await first.getByRole('button', { name: /^Réinitialiser… Mathieu Cordier/ }).click();
  await first.getByRole('dialog').getByRole('textbox').fill('A perdu son ordinateur, reconnu de vive voix.');
  await first.getByRole('dialog').getByRole('button', { name: 'Proposer la réinitialisation' }).click();
  const row = (page) => page.getByRole('row', { name: /Mathieu Cordier.*À confirmer/ });
  await expect(row(first).getByRole('button', { name: /^Reprendre/ })).toBeVisible();
  await expect(row(first).getByRole('button', { name: /^Confirmer/ })).toHaveCount(0);
  await expectAccessible(first);

  await second.goto('/comptes');
  await row(second)
    .getByRole('button', { name: /^Confirmer/ })
    .click();
  await second.getByRole('dialog').getByRole('button', { name: 'Réinitialiser' }).click();
  await expect(second.getByRole('row', { name: /Mathieu Cordier.*Faite/ })).toBeVisible();
  owner.foreseen.push(/^401 /);
  await owner.goto('/patients');
  await isAtSignIn(owner);
  await owner.getByRole('link', { name: /Pro Santé Connect/ }).click();
  await authenticate(owner, 'pharmacien-psc');
  await expect(owner.getByRole('heading', { level: 1, name: 'Patients' })).toBeVisible();
});
