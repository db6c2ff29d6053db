/** A form as a person uses it: fields by the words they read. Steps are `[act, label, answer]`. */
import { expect } from '@playwright/test';
import { authenticate } from './people.mjs';

const ACTS = {
  /** Presses a button. */
  presses: (place, label) => place.getByRole('button', { name: label, exact: true }).click(),
  /** Types in a box and leaves it. */
  types: async (place, label, text) => {
    const box = place.getByRole('textbox', { name: label, exact: true });
    await box.fill(text);
    await box.blur();
  },
  /** Chooses one of a few. */
  chooses: (place, label, option) =>
    place.getByRole('radiogroup', { name: label, exact: true }).getByRole('radio', { name: option, exact: true }).check(),
  /** Ticks one of several. */
  ticks: (place, label, option) =>
    place.getByRole('group', { name: label, exact: true }).getByRole('checkbox', { name: option, exact: true }).check(),
  /** Picks from a list that filters as one types. */
  picks: async (place, label, option) => {
    const box = place.getByRole('combobox', { name: label, exact: true });
    await box.fill(option);
    await place.getByRole('option', { name: option, exact: true }).click();
  },
  /** Says why there is no answer. */
  leaves: (place, label, reason) =>
    place
      .locator('app-item-field', { has: place.page().getByText(label, { exact: true }) })
      .getByRole('button', { name: reason, exact: true })
      .click(),
};

/** The section of a form, by its title. */
export const section = (page, title) => page.getByRole('region', { name: title, exact: true });

/** A row of a repeating group, by its name. */
export const row = (page, title, name) => section(page, title).getByRole('group', { name, exact: true });

/** Does the steps in that place, one after the other. */
export async function answer(place, ...steps) {
  for (const [act, label, value] of steps) await ACTS[act](place, label, value);
}

/** Fills sections: `{ 'Title': [steps] }`; a step `['adds', 'traitement', [steps]]` adds a row and fills it. */
export async function fill(page, sections) {
  for (const [title, steps] of Object.entries(sections)) {
    let rows = 0;
    for (const step of steps) {
      if (step[0] !== 'adds') {
        await answer(section(page, title), step);
        continue;
      }
      const [, word, inside] = step;
      await section(page, title)
        .getByRole('button', { name: `Ajouter : ${word}` })
        .first()
        .click();
      await answer(row(page, title, `${word[0].toUpperCase()}${word.slice(1)} ${++rows}`), ...inside);
    }
  }
}

/** Everything typed is on the server: the bar says since when. */
export async function isSaved(page) {
  await expect(page.getByText(/^Enregistré à \d\d:\d\d$/)).toBeVisible();
}

/** Starts a request for that medicine, up to its open form. Someone who does not prescribe names the prescriber. */
export async function startRequest(page, medicine, prescriber) {
  await page.goto('/demandes/nouvelle');
  await page.getByRole('radio', { name: new RegExp(`^${medicine}`) }).check();
  if (prescriber) await page.getByLabel('Qui prescrit ?').selectOption(prescriber);
  await page.getByRole('button', { name: 'Ouvrir la fiche d’accès' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Fiche d’accès au traitement' })).toBeVisible();
  const [, enrolmentId, formId] = /\/dossiers\/([^/]+)\/fiches\/([^/?]+)/.exec(page.url());
  return { enrolmentId, formId, file: `/dossiers/${enrolmentId}`, form: `/dossiers/${enrolmentId}/fiches/${formId}` };
}

/** Ends the entry; the form then waits for signatures. */
export async function complete(page) {
  await page.getByRole('button', { name: 'Terminer la saisie' }).click();
  await endAnyway(page);
}

/** The entry was asked to end: with what is missing, where something is. */
export async function endAnyway(page) {
  const ended = page.locator('app-form-reading').filter({ hasText: /Complète|Terminée/ });
  const asked = page.getByRole('button', { name: 'Terminer quand même' });
  await expect(ended.or(asked)).toBeVisible();
  if (await asked.isVisible()) await asked.click();
  await expect(ended).toBeVisible();
}

/** A FAT asks for an access; another form that opens one does not. */
const SIGN = /^Signer la (demande|fiche)$/;

/** From the open form, through the page that says what is signed and the provider, back to the form with the signature made. */
export async function sign(page, account, meaning) {
  await page.getByRole('link', { name: SIGN }).click();
  await expect(page.getByRole('heading', { level: 1, name: SIGN })).toBeVisible();
  if (meaning) await expect(page.getByText(meaning)).toBeVisible();
  await page.getByRole('button', { name: SIGN }).click();
  // Being signed in is not enough: the provider asks again.
  await expect(page.getByRole('heading', { name: 'Confirmez votre identité' })).toBeVisible();
  await authenticate(page, account);
  // The last signature of a compassionate access includes the patient, and says so.
  await expect(page.getByText(/^(Votre signature est enregistrée|Le patient est inclus\.)/)).toBeVisible();
}

/** The holder's opinion, with its confirmation. */
export async function decide(page, choice, { act, reason, question } = {}) {
  await page.getByRole('radio', { name: new RegExp(`^${choice}`) }).check();
  if (reason) await page.getByLabel(question).fill(reason);
  await page.getByRole('button', { name: act, exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`^Confirmer : ${act}`, 'i') }).click();
}
