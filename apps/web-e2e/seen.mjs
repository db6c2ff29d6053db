/** What a person is told of a patient, on the screens where they would look: the list, its search, the file, the home. */
import { expect, wholeDesk } from './people.mjs';

/** What may not be seen is not there. */
export const ABSENT = /n’existe pas, ou vous n’y avez pas accès/;

/** The patient's file, found in the list by their letters, and open. */
export async function sees(page, file, { letters }) {
  await search(page, letters);
  await expect(page.getByRole('table').locator(`a[href="${file}"]`)).toHaveText(letters);
  await page.goto(file);
  await expect(page.locator('app-patient-banner')).toContainText(letters);
}

/** Neither in the list, nor at its address: in the same words as of a file that never was. */
export async function seesNothing(page, file, { letters }) {
  await search(page, letters);
  await expect(page.getByText(/^Aucun patient/).first()).toBeVisible();
  await expect(page.locator(`a[href="${file}"]`)).toHaveCount(0);
  await isAbsent(page, file);
}

export async function isAbsent(page, address) {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: ABSENT })).toBeVisible();
}

async function search(page, letters) {
  await page.goto('/patients');
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/enrolments/search') && response.request().postData()?.includes(letters),
  );
  await page.getByLabel('Chercher un patient').fill(letters);
  await answered;
}

/** The home, whole, does not speak of that patient. */
export async function homeTellsNothing(page, { letters, numbers }) {
  await wholeDesk(page);
  for (const secret of [letters, ...numbers]) await expect(page.getByText(secret)).toHaveCount(0);
}
