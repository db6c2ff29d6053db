import path from 'node:path';
import { expect, test } from './people.mjs';

const SAMPLE = path.resolve(import.meta.dirname, '../../libs/identity/api/centres/finess-sample.csv');

test('charter C3.2: a manager brings in the hospitals of a FINESS file, and sees which lines were left', async ({ enter }) => {
  const manager = await enter('gestionnaire');
  await manager.goto('/centres');
  await manager.getByRole('button', { name: 'Importer un fichier FINESS' }).click();

  await test.step('a file that is no FINESS file is told so, and nothing is sent', async () => {
    await manager
      .getByLabel('Fichier', { exact: true })
      .setInputFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b;c') });
    await expect(manager.getByText('«\u00a0notes.csv\u00a0» n’a aucun établissement hospitalier')).toBeVisible();
  });

  await test.step('what the file holds is said before it is sent', async () => {
    await manager.getByLabel('Fichier', { exact: true }).setInputFiles(SAMPLE);
    await expect(manager.getByText(/à importer\s*:\s*4.*laissés de côté\s*:\s*1/)).toBeVisible();
    await expect(manager.getByRole('row', { name: /Ligne\s*7|^7/ })).toContainText('dernier chiffre de 130786040');
  });

  await test.step('what came of it is said, and the centres are found', async () => {
    await manager.getByRole('button', { name: 'Importer les centres' }).click();
    await expect(manager.getByRole('status').filter({ hasText: 'Import terminé' })).toContainText('lignes non importées\u00a0: 1');
    await manager.getByRole('button', { name: 'Terminer' }).click();
    await manager.getByRole('searchbox', { name: 'Chercher un centre' }).fill('bordeaux');
    await expect(manager.getByRole('row', { name: /CENTRE HOSPITALIER REGIONAL UNIVERSITAIRE DE BORDEAUX/ })).toContainText('330781196');
    await expect(manager.getByRole('table', { name: 'Centres' }).getByRole('row')).toHaveCount(2);
  });
});
