import { expect, test } from './people.mjs';

/** `JJ/MM/AAAA`, so many months from now. */
const inMonths = (months) => {
  const day = new Date();
  day.setMonth(day.getMonth() + months);
  return day.toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });
};

test('charter R2: the manager records a decision, is refused one that cannot be, and cancels one that was a mistake', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  manager.foreseen.push(/^409 POST .*\/decisions$/);
  await manager.goto('/autorisations');
  await manager
    .getByRole('row', { name: /KAFTRIO/ })
    .getByRole('link')
    .click();
  await expect(manager.getByRole('heading', { name: 'Vie de l’autorisation' })).toBeVisible();
  await manager.getByRole('button', { name: /^Enregistrer une décision/ }).click();
  const form = manager.getByRole('form', { name: 'Enregistrer une décision' });
  const confirm = async () => {
    await form.getByRole('button', { name: /^Enregistrer/ }).click();
    const question = manager.getByRole('dialog');
    await expect(question).toContainText('Ce qui ne change pas');
    await question.getByRole('button', { name: 'Enregistrer la décision' }).click();
    await expect(question).toBeHidden();
  };

  await form.getByLabel('Décision', { exact: true }).selectOption('Renouvellement');
  await form.getByLabel('Jusqu’au (dernier jour)').fill(inMonths(60));
  await form.getByLabel('Référence du document').fill('Décision d’essai');
  await confirm();
  await expect(form.getByRole('alert')).toContainText('3 ans au plus');

  await form.getByLabel('Décision', { exact: true }).selectOption('Rapport de synthèse transmis');
  await expect(form).toContainText('L’échéance de ce rapport est tenue.');
  await confirm();
  const row = manager.getByRole('row', { name: /Rapport de synthèse transmis/ });
  await expect(row).toContainText('Décision d’essai');
  await row.getByRole('button', { name: /^Annuler/ }).click();
  await manager.getByRole('dialog').getByRole('textbox').fill('Saisi pour un essai.');
  await manager.getByRole('dialog').getByRole('button', { name: 'Annuler la décision' }).click();
  await expect(row).toContainText('Saisi pour un essai.');
});

test('charter C8.4: a prescriber reads what is to change for their patients, and what is not', async ({ enter }) => {
  const page = await enter('prescripteur-a');
  await page.goto('/autorisations');
  await page.getByRole('link', { name: 'Statuts et échéances' }).click();
  const status = page.getByRole('region', { name: /Thérapie génique/ });
  await expect(status).toContainText('AMM obtenue');
  await expect(status).toContainText('À venir');
  await expect(status).toContainText('Les patients gardent leur numéro');
});

test('charter R3: a person subscribes their agenda to the deadlines, and revokes its address', async ({ enter, request }) => {
  const page = await enter('data-manager');
  await page.goto('/statuts');
  await page.getByRole('button', { name: 'Ouvrir une adresse' }).click();
  const address = await page.getByLabel('Adresse à copier dans votre agenda').inputValue();
  const calendar = await request.get(address);
  expect(calendar.headers()['content-type']).toContain('text/calendar');
  expect(await calendar.text()).toContain('BEGIN:VEVENT');
  await page.getByRole('button', { name: /^Révoquer/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Révoquer l’adresse' }).click();
  await expect(page.getByRole('button', { name: 'Ouvrir une adresse' })).toBeVisible();
  expect((await request.get(address)).status()).toBe(404);
});
