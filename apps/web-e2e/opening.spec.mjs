import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './people.mjs';

const SHIPPED = path.resolve(import.meta.dirname, '../../libs/protocols/api/shipped/tecvayli.yaml');
const PROTOCOL = readFileSync(SHIPPED, 'utf8').replace(/^code: .*$/m, 'code: NOUVEAU-PUT');

test('charter R1: a manager opens a collection for a company that nobody knew, and a prescriber asks under it', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  const page = manager.getByRole('main');

  await test.step('what is missing, and a code copied wrong, are said where they are', async () => {
    await manager.goto('/autorisations');
    await manager.getByRole('button', { name: 'Ouvrir une autorisation' }).click();
    await manager.getByRole('button', { name: 'Ouvrir l’autorisation' }).click();
    await expect(page.getByText('Ce champ est nécessaire.').first()).toBeVisible();
    await manager.getByLabel('Exploitant', { exact: true }).selectOption({ label: 'Un autre exploitant…' });
    await manager.getByLabel('Nom de l’exploitant').fill('Laboratoires Prévôt');
    await manager.getByLabel('Médicament', { exact: true }).fill('NOUVELLE');
    await manager.getByLabel('DCI', { exact: true }).fill('nouvellumab');
    await manager.getByLabel('Indication', { exact: true }).fill('Maladie rare de l’adulte');
    await manager.getByLabel(/Codes UCD/).fill('3400 8940 6117 4');
    await manager.getByLabel('Code de l’autorisation').fill('NOUV');
    await manager.getByLabel('Code du protocole').fill('NOUVEAU-PUT');
    await manager.getByLabel('Référence de la décision').fill('Décision n° 2026.0321');
    manager.foreseen.push(/^400 POST \/api\/v1\/authorisations$/);
    await manager.getByRole('button', { name: 'Ouvrir l’autorisation' }).click();
    await expect(page.getByText('Le dernier chiffre de 3400894061174 ne correspond pas aux autres').first()).toBeVisible();
  });

  await test.step('put right, it is opened, and its page says what is left to do', async () => {
    await manager.getByLabel(/Codes UCD/).fill('3400 8940 6117 5');
    await manager.getByRole('button', { name: 'Ouvrir l’autorisation' }).click();
    await expect(manager.getByRole('heading', { level: 1, name: /NOUVELLE/ })).toBeVisible();
    await expect(page.getByText('Pas encore importé : aucune demande ne peut être faite.')).toBeVisible();
    await expect(page.getByText('Laboratoires Prévôt')).toBeVisible();
  });

  await test.step('its protocol is imported and published', async () => {
    await manager.getByRole('link', { name: 'Aller aux protocoles' }).click();
    await manager.getByRole('button', { name: 'Importer un protocole' }).click();
    await manager
      .getByLabel('Fichier')
      .setInputFiles({ name: 'nouveau.yaml', mimeType: 'application/yaml', buffer: Buffer.from(PROTOCOL) });
    await manager.getByRole('button', { name: 'Importer en brouillon' }).click();
    await expect(manager.getByText('Brouillon', { exact: true })).toBeVisible();
    await manager.getByRole('button', { name: 'Publier…' }).click();
    await manager.getByRole('button', { name: 'Publier cette version' }).click();
    await expect(manager.getByText('En vigueur', { exact: true })).toBeVisible();
  });

  await test.step('a prescriber begins a first FAT', async () => {
    const prescriber = await enter('prescripteur-a');
    await prescriber.goto('/demandes/nouvelle');
    await prescriber.getByRole('radio', { name: /^NOUVELLE/ }).check();
    await prescriber.getByRole('button', { name: 'Ouvrir la fiche d’accès' }).click();
    await expect(prescriber).toHaveURL(/\/fiches\//);
  });
});
