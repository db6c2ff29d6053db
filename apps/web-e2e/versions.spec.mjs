import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './people.mjs';

const SHIPPED = path.resolve(import.meta.dirname, '../../libs/protocols/api/shipped/therapie-genique-hemophilie-b.yaml');

/**
 * Version 2 of a protocol that no other journey follows: a field renamed, one gone, one new, a bound that an answer of the demonstration exceeds, a form kept
 * in a registry.
 */
const SECOND = readFileSync(SHIPPED, 'utf8')
  .replace(/^version: \d+$/m, 'version: 2')
  .replace('code: fit.volume,', 'code: fit.volume_total,')
  .replace('label: "Volume perfusé"', 'label: "Volume total perfusé"')
  .replace(/^.*code: fit\.fix,.*\n/m, '')
  .replace(
    /^( *)(- \{ code: fit\.complete,.*)$/m,
    '$1$2\n$1- { code: fit.debit, type: int, unit: mL/h, min: 1, max: 1000, label: "Débit de la perfusion", required: true, place: "Annexe 1, FIT, Administration", reliability: G }',
  )
  .replace(/(code: bio\.alat, .*max: )10000/, '$190')
  .replace(
    /^calendar:/m,
    'registries:\n  - { name: FranceCoag, url: "https://registre.demonstration.example", forms: [SUIVI] }\ncalendar:',
  );
const BROKEN = SECOND.replace('type: dec, unit: kg', 'type: decimal, unit: kg');

const asFile = (name, text) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });

async function confirm(page, act, reason) {
  const question = page.getByRole('dialog');
  if (reason) await question.getByRole('textbox').fill(reason);
  await question.getByRole('button', { name: act, exact: true }).click();
  await expect(question).toBeHidden();
}

async function importFile(page, file) {
  await page.getByLabel('Fichier').setInputFiles(file);
  await page.getByRole('button', { name: 'Importer en brouillon' }).click();
}

test('charter C1.2: a version is imported, tried, published and taken back; begun forms go to it and come home', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  const heading = (name) => expect(manager.getByRole('heading', { level: 1, name })).toBeVisible();
  let version;
  let file;

  await test.step('a document that is wrong, or too large, is told so and not kept', async () => {
    await manager.goto('/protocoles');
    await manager.getByRole('button', { name: 'Importer un protocole' }).click();
    manager.foreseen.push(/^422 POST \/api\/v1\/protocol-versions$/);
    await importFile(manager, asFile('tgh-v2.yaml', BROKEN));
    const told = manager.getByRole('alert').filter({ hasText: 'Rien n’a été importé' });
    await expect(told.getByRole('row').filter({ hasText: 'decimal' })).toContainText(/Ligne\s*\d+/);
    await importFile(manager, asFile('tgh-v2.yaml', 'x'.repeat(1_300_000)));
    await expect(manager.getByText('Un protocole fait 1 Mo au plus.')).toBeVisible();
  });

  await test.step('put right, it is a draft whose forms are tried, and whose differences are read', async () => {
    await importFile(manager, asFile('tgh-v2.yaml', SECOND));
    await expect(manager.getByText('Brouillon', { exact: true })).toBeVisible();
    version = new URL(manager.url()).pathname;
    await manager.getByRole('link', { name: /^Prévisualiser : Fiche d’administration/ }).click();
    await heading('Fiche d’administration');
    const given = manager.getByRole('radiogroup', { name: 'Le traitement a-t-il été administré ?' });
    await given.getByRole('radio', { name: 'Oui', exact: true }).check();
    await expect(manager.getByRole('textbox', { name: 'Débit de la perfusion' })).toBeVisible();
    await given.getByRole('radio', { name: 'Non', exact: true }).check();
    await expect(manager.getByRole('textbox', { name: 'Débit de la perfusion' })).toHaveCount(0);
    await manager.goto(version);
    await manager.getByRole('link', { name: 'Différences avec la version 1' }).click();
    const changes = manager.getByRole('table', { name: 'Fiche d’administration' });
    await expect(changes.getByRole('row').filter({ hasText: 'Débit de la perfusion' })).toBeVisible();
  });

  await test.step('published, it is in force from today', async () => {
    await manager.goto(version);
    await manager.getByRole('button', { name: 'Publier…' }).click();
    manager.foreseen.push(/^400 POST .*\/publish$/);
    const day = manager.getByLabel('S’applique à partir du');
    const today = await day.inputValue();
    await day.fill('01/01/2024');
    await manager.getByRole('button', { name: 'Publier cette version' }).click();
    await expect(manager.getByText(/est passé/)).toBeVisible();
    await day.fill(today);
    await manager.getByRole('button', { name: 'Publier cette version' }).click();
    await expect(manager.getByText('En vigueur', { exact: true })).toBeVisible();
  });

  await test.step('what becomes of begun forms is seen and decided, form by form, before they go', async () => {
    await manager.getByRole('link', { name: 'Voir le passage depuis la version 1' }).click();
    const go = manager.getByRole('button', { name: /^Faire passer les fiches prêtes/ });
    await expect(go).toBeDisabled();
    await manager.getByLabel(/Volume perfusé/).selectOption({ label: 'vont dans « Volume total perfusé »' });
    await manager.getByLabel(/Activité du FIX avant la perfusion/).selectOption({ label: 'quittent les données (l’historique les garde)' });
    await manager.getByLabel(/ALAT.*96/).selectOption({ label: 'quitte les données (l’historique la garde)' });
    await expect(manager.getByText('À décider : 0')).toBeVisible();
    // Counts follow each choice; the forms are read again when one asks for it.
    await manager.getByRole('button', { name: 'Recalculer l’aperçu' }).click();
    await expect(manager.getByText(/signature qui vaut toujours/).first()).toBeVisible();
    const ready = manager.getByRole('row').filter({ hasText: 'Volume total perfusé' }).first();
    await expect(ready).toContainText('Débit de la perfusion');
    file = await ready.getByRole('link').getAttribute('href');
    await go.click();
    await confirm(manager, 'Faire passer les fiches');
    await expect(manager.getByRole('button', { name: 'Faire revenir les fiches…' })).toBeVisible();
  });

  await test.step('the prescriber reads it in the history of the form', async () => {
    const prescriber = await enter('prescripteur-a');
    await prescriber.goto(file);
    await prescriber
      .getByRole('link', { name: /Fiche d’administration/ })
      .first()
      .click();
    await expect(prescriber.getByRole('textbox', { name: 'Débit de la perfusion' })).toBeVisible();
    await prescriber.getByRole('button', { name: 'Historique' }).click();
    await expect(prescriber.getByText('Fiche passée à la version 2 du protocole').first()).toBeVisible();
    // Charter C1.8: what a registry collects is not asked here, and the file says where it is.
    await prescriber.goto(file);
    const calendar = prescriber.getByRole('region', { name: 'Suivi' });
    await expect(calendar).toContainText(/Recueilli dans le registre FranceCoag, pas ici\s: Fiche de suivi/);
    await expect(calendar.getByRole('link', { name: 'Aller au registre FranceCoag' })).toHaveAttribute('href', /^https:/);
    await expect(calendar.getByRole('button', { name: /^Saisir : Fiche de suivi/ })).toHaveCount(0);
  });

  await test.step('the forms come home, and the version published by mistake is withdrawn with its reason', async () => {
    await manager.getByRole('button', { name: 'Faire revenir les fiches…' }).click();
    await confirm(manager, 'Faire revenir les fiches');
    await expect(manager.getByRole('button', { name: 'Faire revenir les fiches…' })).toHaveCount(0);
    await manager.getByRole('button', { name: 'Retirer…' }).click();
    await confirm(manager, 'Retirer la version', 'Publiée par erreur.');
    await expect(manager.getByText(/Motif\s: Publiée par erreur/)).toBeVisible();
    await manager.goto('/protocoles');
    const versions = manager.getByRole('table', { name: /THERAPIE-GENIQUE/ });
    await expect(versions.getByRole('row').filter({ hasText: 'Version 1' })).toContainText('En vigueur');
  });
});
