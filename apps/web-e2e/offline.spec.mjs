import { closeWithoutNetwork, lose, OFFLINE, onDisk } from './device.mjs';
import { expect, NAMES, signIn, signOut, test } from './people.mjs';
import { answer, isSaved, section, startRequest } from './sheet.mjs';

const patient = (page) => section(page, 'Patient');
const box = (page, label) => patient(page).getByRole('textbox', { name: label, exact: true });
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
  const page = await enter('prescripteur-a');
  const { form } = await typesOffline(page, 'QRS');

  await test.step('on the disk stands nothing that can be read', async () => {
    const records = await onDisk(page);
    expect(records).toHaveLength(1);
    expect(records[0]).not.toMatch(/55[.,]5|Poids|poids|QRS/);
  });

  await test.step('a reload without network shows nothing of the patient', async () => {
    await lose(page);
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
  const page = await enter('prescripteur-a');
  const { form } = await typesOffline(page, 'WXZ', async () => {
    // A page that was never opened cannot be without network.
    await page.getByRole('link', { name: /^Passerelle/ }).click();
    await expect(page).not.toHaveURL(/fiches/);
    await page.goBack();
    await expect(box(page, 'Poids')).toBeVisible();
  });
  await page.getByRole('link', { name: /^Passerelle/ }).click();
  await expect(page.getByText(/Elles restent gardées sur ce poste, chiffrées/)).toBeVisible();
  await page.getByRole('button', { name: 'Quitter la fiche' }).click();
  await expect(page.getByText(/3 réponses gardées sur ce poste ne sont pas encore enregistrées/)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('3 réponses gardées sur ce poste ont été enregistrées.').last()).toBeVisible();
  await page.goto(form);
  await expect(box(page, 'Poids')).toHaveValue('55,5');
});

/** Hélène and Julien have the same form open, each on a device of their own. */
async function bothAt(enter, letters) {
  const [helene, julien] = [await enter('prescripteur-a'), await enter('pharmacien-a')];
  const { form } = await startRequest(helene, 'TECVAYLI');
  await answer(patient(helene), ['types', 'Nom du patient, 3 premières lettres', letters]);
  await isSaved(helene);
  await julien.goto(form);
  await expect(box(julien, 'Nom du patient, 3 premières lettres')).toHaveValue(letters);
  for (const page of [helene, julien]) page.foreseen.push(OFFLINE, /^409 PATCH .*\/values$/);
  return { helene, julien, form };
}

async function cutsNetwork(page, ...steps) {
  await page.context().setOffline(true);
  await answer(patient(page), ...steps);
  await expect(page.getByText(`Hors connexion : ${steps.length} réponses en attente, gardées sur ce poste`)).toBeVisible();
}

const networkIsBack = (page) => page.context().setOffline(false);
const conflictWith = (page, account) => page.getByRole('group', { name: new RegExp(`^${NAMES[account]} a répondu aussi, à `) });

test('two devices without network on one form: who comes second sees both answers and chooses; nothing is lost, the history has both', async ({
  enter,
}) => {
  const { helene, julien, form } = await bothAt(enter, 'TUV');
  await cutsNetwork(helene, ['types', 'Poids', '55,5'], ['types', 'Taille', '160']);
  await cutsNetwork(julien, ['types', 'Poids', '62,5'], ['types', 'Taille', '160'], ['chooses', 'Sexe', 'Masculin']);

  await test.step('Hélène’s network is back first: her answers are saved', async () => {
    await networkIsBack(helene);
    await isSaved(helene);
  });

  await test.step('then Julien’s: what agrees or is his alone is saved, what does not is shown value by value, with who and when', async () => {
    await networkIsBack(julien);
    const conflict = conflictWith(julien, 'prescripteur-a');
    await expect(conflict).toHaveCount(1);
    await expect(conflict).toContainText(/Votre réponse\s*62,5\s*kg/);
    await expect(conflict).toContainText(/La sienne\s*55,5\s*kg/);
    await expect(box(julien, 'Poids')).toHaveValue('62,5');
    await expect(box(julien, 'Taille')).toHaveValue('160');
    await expect(julien.getByRole('button', { name: '1 réponse non enregistrée' })).toBeVisible();
  });

  await test.step('his choice is kept, on both screens, and leaves the device', async () => {
    await conflictWith(julien, 'prescripteur-a').getByRole('button', { name: 'Garder la mienne' }).click();
    await expect(conflictWith(julien, 'prescripteur-a')).toHaveCount(0);
    await isSaved(julien);
    await expect.poll(() => onDisk(julien)).toEqual([]);
    await helene.goto(form);
    await expect(box(helene, 'Poids')).toHaveValue('62,5');
    await expect(patient(helene).getByRole('radio', { name: 'Masculin' })).toBeChecked();
  });

  await test.step('the history has both', async () => {
    await box(helene, 'Poids').focus();
    await helene.getByRole('button', { name: 'Historique de cette réponse' }).click();
    const changes = helene.locator('app-history-list li');
    await expect(changes).toHaveCount(2);
    await expect(changes.filter({ hasText: NAMES['prescripteur-a'] })).toContainText('55,5');
    await expect(changes.filter({ hasText: NAMES['pharmacien-a'] })).toContainText('62,5');
  });
});

test('two devices whose network is back at the same moment: one of the two is asked, and takes the other’s answer', async ({ enter }) => {
  const { helene, julien, form } = await bothAt(enter, 'TUW');
  await cutsNetwork(helene, ['types', 'Poids', '55,5'], ['types', 'Taille', '160']);
  await cutsNetwork(julien, ['types', 'Poids', '62,5'], ['types', 'Taille', '171']);
  await Promise.all([networkIsBack(helene), networkIsBack(julien)]);

  const sides = [
    { page: helene, other: 'pharmacien-a', mine: '55,5', theirs: '62,5' },
    { page: julien, other: 'prescripteur-a', mine: '62,5', theirs: '55,5' },
  ];
  const counts = () => Promise.all(sides.map(({ page, other }) => conflictWith(page, other).count()));
  await expect.poll(async () => (await counts()).toSorted()).toEqual([0, 2]);
  const [ofHelene] = await counts();
  const [first, second] = ofHelene === 0 ? sides : sides.toReversed();

  for (let left = 2; left > 0; left--) {
    await conflictWith(second.page, second.other).first().getByRole('button', { name: 'Prendre la sienne' }).click();
    await expect(conflictWith(second.page, second.other)).toHaveCount(left - 1);
  }
  await expect(box(second.page, 'Poids')).toHaveValue(second.theirs);
  await expect.poll(() => onDisk(second.page)).toEqual([]);
  await isSaved(first.page);
  for (const { page } of sides) {
    await page.goto(form);
    await expect(box(page, 'Poids')).toHaveValue(first.mine);
  }
});

test('a device whose page was closed without network: the page that opens the form again takes back its answers, and shows what was answered meanwhile', async ({
  enter,
}) => {
  const { helene, julien, form } = await bothAt(enter, 'TUX');
  await cutsNetwork(julien, ['types', 'Poids', '62,5'], ['types', 'Taille', '160']);
  const context = julien.context();
  await closeWithoutNetwork(julien);
  await answer(patient(helene), ['types', 'Poids', '55,5']);
  await isSaved(helene);

  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto(form);
  const conflict = conflictWith(later, 'prescripteur-a');
  await expect(conflict).toContainText(/Votre réponse\s*62,5\s*kg/);
  await expect(conflict).toContainText(/La sienne\s*55,5\s*kg/);
  await expect(box(later, 'Taille')).toHaveValue('160');
  await conflict.getByRole('button', { name: 'Garder la mienne' }).click();
  await expect(conflict).toHaveCount(0);
  await isSaved(later);
  await expect.poll(() => onDisk(later)).toEqual([]);
  await helene.goto(form);
  await expect(box(helene, 'Poids')).toHaveValue('62,5');
  await expect(box(helene, 'Taille')).toHaveValue('160');
});

for (const [how, answerIsLost] of [
  ['is a 502', (route) => route.fulfill({ status: 502, body: 'Bad gateway' })],
  ['is cut', (route) => route.abort('connectionreset')],
]) {
  test(`a save that reaches the server and whose answer ${how}: what is typed next is sent within seconds, and nothing is said to wait`, async ({
    enter,
  }) => {
    const page = await enter('prescripteur-a');
    const { form } = await startRequest(page, 'TECVAYLI');
    await answer(patient(page), ['types', 'Nom du patient, 3 premières lettres', 'LOS']);
    await isSaved(page);
    page.foreseen.push(/502|ERR_CONNECTION_RESET|ERR_FAILED/);
    let reached = 0;
    await page.route('**/api/v1/forms/*/values', async (route) => {
      if (route.request().method() !== 'PATCH' || reached > 0) return route.fallback();
      reached = (await route.fetch()).status();
      await answerIsLost(route);
    });
    await answer(patient(page), ['types', 'Poids', '55,5']);
    await expect.poll(() => reached).toBe(200);
    await answer(patient(page), ['types', 'Taille', '160']);
    await isSaved(page);
    await expect(page.getByText(/en attente/)).toHaveCount(0);
    await page.goto(form);
    await expect(box(page, 'Poids')).toHaveValue('55,5');
    await expect(box(page, 'Taille')).toHaveValue('160');
  });
}
