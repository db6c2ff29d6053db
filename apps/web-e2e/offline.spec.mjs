import { expect, signIn, signOut, test } from './people.mjs';
import { answer, isSaved, section, startRequest } from './sheet.mjs';

const patient = (page) => section(page, 'Patient');
const box = (page, label) => patient(page).getByRole('textbox', { name: label, exact: true });
const OFFLINE = /ERR_INTERNET_DISCONNECTED|chromewebdata|chrome-error/;

/** What anyone who opens the browser's storage can read, as text. */
const onDisk = (page) =>
  page.evaluate(async () => {
    const database = await new Promise((resolve, reject) => {
      const asked = indexedDB.open('passerelle');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const records = await new Promise((resolve) => {
      const asked = database.transaction('kept').objectStore('kept').getAll();
      asked.onsuccess = () => resolve(asked.result);
    });
    database.close();
    const text = (bytes) => [...new Uint8Array(bytes)].map((code) => String.fromCharCode(code)).join('');
    return records.map((each) => JSON.stringify({ ...each, sealed: each.sealed && text(each.sealed.data) }));
  });

/** A request begun, the network cut, three answers typed. */
async function typesOffline(page, letters, before = async () => undefined) {
  const request = await startRequest(page, 'TECVAYLI');
  await answer(patient(page), ['types', 'Nom du patient, 3 premières lettres', letters]);
  await isSaved(page);
  await before();
  page.foreseen.push(OFFLINE);
  await page.context().setOffline(true);
  await answer(patient(page), ['types', 'Poids', '55,5'], ['types', 'Taille', '160'], ['chooses', 'Sexe', 'Masculin']);
  await expect(page.getByText('Hors connexion : 3 réponses en attente, gardées sur ce poste')).toBeVisible();
  return request;
}

test('what is typed without network survives a reload: nothing of it is shown, and it is sent once the same person has signed in', async ({
  enter,
}) => {
  test.setTimeout(120_000);
  const page = await enter('prescripteur-a');
  const { form } = await typesOffline(page, 'QRS');

  await test.step('on the disk stands nothing that can be read', async () => {
    const records = await onDisk(page);
    expect(records).toHaveLength(1);
    expect(records[0]).not.toMatch(/55[.,]5|Poids|poids|QRS/);
  });

  await test.step('a reload without network shows nothing of the patient', async () => {
    await page.reload().catch(() => undefined);
    await expect(page.getByText('QRS')).toHaveCount(0);
    await expect(page.getByText('55,5')).toHaveCount(0);
  });

  await test.step('the network is back, the session is not: the door says that answers wait, and whose is nobody’s business', async () => {
    // The browser's own page opens ours again as soon as it can: in the name of nobody, then.
    await page.context().clearCookies();
    await page.context().setOffline(false);
    await page.goto('/');
    await expect(page.getByText('Des réponses saisies sur ce poste n’ont pas encore pu être enregistrées.')).toBeVisible();
    await expect(page.getByText('QRS')).toHaveCount(0);
  });

  await test.step('another account on the same device sees nothing of it, and leaves it alone', async () => {
    await page.context().clearCookies();
    await signIn(page, 'pharmacien-b');
    await page.goto('/reponses-gardees');
    await expect(page.getByText('Rien n’attend sur ce poste')).toBeVisible();
    expect(await onDisk(page)).toHaveLength(1);
    await signOut(page);
  });

  await test.step('the same person is back: everything is sent by itself, and leaves the device', async () => {
    await page.context().clearCookies();
    await signIn(page, 'prescripteur-a');
    await expect(page.getByText('3 réponses gardées sur ce poste ont été enregistrées.').last()).toBeVisible();
    await page.goto(form);
    await expect(box(page, 'Poids')).toHaveValue('55,5');
    await expect(box(page, 'Taille')).toHaveValue('160');
    await expect(patient(page).getByRole('radio', { name: 'Masculin' })).toBeChecked();
    await expect.poll(() => onDisk(page)).toEqual([]);
  });
});

test('leaving a form without network says that its answers stay on this device, and they wait where one may see them', async ({
  enter,
}) => {
  test.setTimeout(120_000);
  const page = await enter('prescripteur-a');
  const { form } = await typesOffline(page, 'WXZ', async () => {
    // A page that was never opened cannot be without network.
    await page.getByRole('link', { name: /^Passerelle/ }).click();
    await expect(page).not.toHaveURL(/fiches/);
    await page.goBack();
    await expect(box(page, 'Poids')).toBeVisible();
  });
  await page.getByRole('link', { name: /^Passerelle/ }).click();
  await expect(page.getByText(/Elles restent gardées sur ce poste, chiffrées/)).toBeVisible({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Quitter la fiche' }).click();
  await expect(page.getByText(/3 réponses gardées sur ce poste ne sont pas encore enregistrées/)).toBeVisible({ timeout: 15_000 });
  await page.context().setOffline(false);
  await expect(page.getByText('3 réponses gardées sur ce poste ont été enregistrées.').last()).toBeVisible({ timeout: 15_000 });
  await page.goto(form);
  await expect(box(page, 'Poids')).toHaveValue('55,5');
});
