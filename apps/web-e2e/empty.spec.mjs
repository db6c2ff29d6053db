import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect, test as base } from './people.mjs';
import { answer, isSaved, section } from './sheet.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');
const PROTOCOL = read('libs/protocols/api/shipped/tecvayli.yaml').replace(/^code: .*$/m, 'code: NOUVEAU-PUT');

/** The sample of what is opened, in force since a month ago: its own dates would pass. @returns the path of its file. */
async function openingOfToday() {
  const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const dated = read('libs/authorisations/api/opening/opening-sample.yaml')
    .replace(/decidedOn: '[\d-]+'/, `decidedOn: '${day(-40)}'`)
    .replace(/ day: '[\d-]+'/, ` day: '${day(-30)}'`)
    .replace(/term: '[\d-]+'/, `term: '${day(300)}'`);
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'opening-')), 'opening.yaml');
  await writeFile(file, dated);
  return file;
}

/** An installation of its own with nothing in it, and the commands of who hosts it. */
const test = base.extend({
  installation: async ({ browserName: _ }, use) => {
    const product = spawn(process.execPath, [path.join(ROOT, 'tools/testing/run-product.mjs'), '--empty'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PORT: '0' },
    });
    const ended = once(product, 'exit');
    const port = await new Promise((resolve) => {
      createInterface({ input: product.stdout }).on('line', (line) => {
        const said = /The product answers on port (\d+)/.exec(line);
        if (said) resolve(said[1]);
      });
    });
    const { databaseUrl } = JSON.parse(read(`tmp/e2e/${product.pid}/run.json`));
    const command = (name, ...words) =>
      promisify(execFile)(process.execPath, [path.join(ROOT, 'tools/admin.mjs'), name, ...words], {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: databaseUrl },
      });
    await use({ baseURL: `http://localhost:${port}`, command });
    product.kill('SIGTERM');
    await ended;
  },
});

test('charter R1: from an empty installation to a first FAT, without a line of SQL', async ({ installation, enter }) => {
  const { baseURL, command } = installation;
  const come = (account) => enter(account, { baseURL });

  await test.step('nobody can sign in as a manager before the host has made one', async () => {
    const stranger = await enter(undefined, { baseURL });
    stranger.foreseen.push(/^401 /);
    await stranger.goto('/');
    await stranger.getByRole('link', { name: /Exploitants et opérateur/ }).click();
    await stranger.getByLabel('Identifiant').fill('gestionnaire');
    await stranger.getByLabel('Mot de passe').fill('demo');
    await stranger.getByRole('button', { name: /^Se connecter/ }).click();
    await expect(stranger.getByRole('alert')).toBeVisible();
  });

  await test.step('two managers are made by a command', async () => {
    for (const [subject, family, given] of [
      ['gestionnaire', 'Moreau', 'Philippe'],
      ['gestionnaire-2', 'Leroux', 'Sandrine'],
    ]) {
      const whose = ['--subject', subject, '--family-name', family, '--given-name', given, '--email', `${subject}@operateur.exemple.fr`];
      expect((await command('first-manager', ...whose)).stdout).toMatch(/est fait/);
    }
  });

  const manager = await come('gestionnaire');
  const page = manager.getByRole('main');
  await test.step('one sees an empty home, and brings the centres in', async () => {
    await expect(page.getByText('Rien ne vous attend')).toBeVisible();
    await manager.goto('/centres');
    await manager.getByRole('button', { name: 'Importer un fichier FINESS' }).click();
    await manager.getByLabel('Fichier', { exact: true }).setInputFiles(path.join(ROOT, 'libs/identity/api/centres/finess-sample.csv'));
    await manager.getByRole('button', { name: 'Importer les centres' }).click();
    await expect(manager.getByRole('status').filter({ hasText: 'Import terminé' })).toBeVisible();
  });

  await test.step('the authorisation is opened by the command too, and every manager reaches it', async () => {
    expect((await command('open', await openingOfToday())).stdout).toMatch(/NOUV.*: 2\)/);
    await manager.goto('/autorisations');
    await manager
      .getByRole('link', { name: /NOUVELLE/ })
      .first()
      .click();
    await expect(page.getByText('Pas encore importé : aucune demande ne peut être faite.')).toBeVisible();
  });

  await test.step('its protocol is imported and published', async () => {
    await manager.getByRole('link', { name: 'Aller aux protocoles' }).click();
    await manager.getByRole('button', { name: 'Importer un protocole' }).click();
    const file = { name: 'nouveau.yaml', mimeType: 'application/yaml', buffer: Buffer.from(PROTOCOL) };
    await manager.getByLabel('Fichier').setInputFiles(file);
    await manager.getByRole('button', { name: 'Importer en brouillon' }).click();
    await manager.getByRole('button', { name: 'Publier…' }).click();
    await manager.getByRole('button', { name: 'Publier cette version' }).click();
    await expect(manager.getByText('En vigueur', { exact: true })).toBeVisible();
  });

  await test.step('the company has an account, and comes in', async () => {
    await manager.goto('/comptes');
    await manager.getByRole('button', { name: 'Ouvrir un compte' }).click();
    const form = manager.getByRole('form', { name: 'Ouvrir un compte' });
    await form.getByLabel('Rôle').selectOption({ label: 'Exploitant' });
    await form.getByLabel('Prénom').fill('Isabelle');
    await form.getByLabel('Nom', { exact: true }).fill('Courtois');
    await form.getByLabel('Adresse e-mail professionnelle').fill('exploitant@exemple.fr');
    await form.getByLabel('Identifiant chez le fournisseur').fill('exploitant');
    await form.getByLabel('Exploitant', { exact: true }).selectOption({ label: 'Laboratoires Prévôt' });
    await form.getByRole('button', { name: 'Ouvrir le compte' }).click();
    await expect(manager.getByRole('row').filter({ hasText: 'exploitant@exemple.fr' })).toContainText('Exploitant');
    await expect((await come('exploitant')).getByRole('heading', { level: 1 })).toBeVisible();
  });

  await test.step('a prescriber whom nobody announced asks for a first patient', async () => {
    const prescriber = await come('prescripteur-a');
    await prescriber.goto('/demandes/nouvelle');
    await prescriber.getByRole('radio', { name: /^NOUVELLE/ }).check();
    await prescriber.getByRole('button', { name: 'Ouvrir la fiche d’accès' }).click();
    await expect(prescriber).toHaveURL(/\/fiches\//);
    await answer(section(prescriber, 'Patient'), ['types', 'Nom du patient, 3 premières lettres', 'DUR']);
    await isSaved(prescriber);
  });
});
