/** Who does the journeys, and how they come in: each person in a browser of their own, watched from the first page to the last. */
import { expect, test as base } from '@playwright/test';

const PROVIDERS = {
  'medecin-psc': 'Pro Santé Connect',
  'pharmacien-psc': 'Pro Santé Connect',
  exploitant: 'Exploitants et opérateur',
  'exploitant-2': 'Exploitants et opérateur',
  'exploitant-3': 'Exploitants et opérateur',
  'exploitant-4': 'Exploitants et opérateur',
  'exploitant-5': 'Exploitants et opérateur',
  'data-manager': 'Exploitants et opérateur',
  gestionnaire: 'Exploitants et opérateur',
  'gestionnaire-2': 'Exploitants et opérateur',
  administrateur: 'Exploitants et opérateur',
};

/** How people of the demonstration are called on the screens. */
export const NAMES = {
  'prescripteur-a': 'Hélène Marchetti',
  'prescripteur-a2': 'Marie-Antoinette de La Rochefoucauld-Montbéliard',
  'pharmacien-a': 'Julien Thévenot',
  'pnm-a': 'Sophie Lemaître',
  'prescripteur-b': 'Étienne Garnier',
  'pharmacien-b': 'Nadia Benhamou',
  'pnm-b': 'Lucas Perrin',
  'prescripteur-ab': 'François-Xavier Delaunay',
  'pharmacien-l': 'Bérengère Colin',
  'pharmacien-r': 'Jean-Fabrice Payet',
  nouveau: 'Chloé Fournier',
  exploitant: 'Isabelle Courtois',
  'exploitant-2': 'Thomas Weber',
  'exploitant-3': 'Claire Vandamme',
  'exploitant-4': 'Antoine Lefèvre',
  'exploitant-5': 'Fatima Belkacem',
  'data-manager': 'Aurélie Nguyen',
  gestionnaire: 'Philippe Moreau',
  'gestionnaire-2': 'Sandrine Leroux',
  administrateur: 'Karim Haddad',
};

/**
 * `page` and `enter` are watched: an error in the console, or an answer of 400 and above, fails the journey, unless `page.foreseen` names
 * it. `enter(account)` gives the page of a person who has just signed in; `enter()` that of someone who has not.
 */
export const test = base.extend({
  enter: async ({ browser }, use) => {
    const contexts = [];
    const pages = [];
    await use(async (account, options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      pages.push(watch(page));
      if (account) await signIn(page, account);
      return page;
    });
    const troubles = pages.flatMap((page) => page.troubles.filter((trouble) => !page.foreseen.some((pattern) => pattern.test(trouble))));
    await Promise.all(contexts.map((context) => context.close()));
    expect(troubles, 'errors that no one foresaw').toEqual([]);
  },
});
export { expect };

/** Notes what goes wrong in a page. `foreseen` is a list of patterns that a journey adds to when it provokes a refusal. */
export function watch(page) {
  page.troubles = [];
  page.foreseen = [];
  const note = (trouble) => page.troubles.push(trouble);
  page.on('pageerror', (error) => note(`thrown: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is noted below, with its method and address.
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of')) note(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400) note(`${response.status()} ${response.request().method()} ${pathname}`);
  });
  return page;
}

/** From the address one wants (the home by default) through the provider's own page, and back to it. */
export async function signIn(page, account, address = '/') {
  await page.goto(address);
  await page.getByRole('link', { name: new RegExp(PROVIDERS[account] ?? 'Plage') }).click();
  await authenticate(page, account);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).not.toHaveURL(({ pathname }) => pathname === '/connexion');
}

/** The provider's page: name and password, no matter who asks. */
export async function authenticate(page, account) {
  await page.getByLabel('Identifiant').fill(account);
  await page.getByLabel('Mot de passe').fill('demo');
  await page.getByRole('button', { name: /^(Se connecter|Confirmer mon identité)/ }).click();
}

/** The home, with nothing folded away: what one looks for may come after the first lines of its group. */
export async function wholeDesk(page) {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('app-skeleton')).toHaveCount(0);
  const folded = page.getByRole('button', { name: /^Afficher (les \d+ autres|plus de lignes)/ });
  // In one step: what others do meanwhile may draw the list again between a look and a click.
  const unfolds = () => folded.evaluateAll((buttons) => buttons.map((button) => button.click()).length);
  await expect.poll(unfolds).toBe(0);
}

export async function signOut(page) {
  const place = page.getByRole('banner').getByRole('button', { name: new RegExp(Object.values(NAMES).join('|')) });
  await place.click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await isAtSignIn(page);
}

/** Here, and not still at the provider's page, whose address names the one that it leads back to. */
export async function isAtSignIn(page) {
  await expect(page).toHaveURL(({ pathname }) => pathname === '/connexion');
  await expect(page.getByRole('link', { name: /Plage/ })).toBeVisible();
}
