#!/usr/bin/env node
/**
 * What an administrator of the host does, in the database of DATABASE_URL (the owner's) or the local one; in the image, `node dist/apps/api/first-manager.js`,
 * `node dist/apps/api/reset-factor.js`, `node dist/apps/api/import-centres.js`, `node dist/apps/api/open-collection.js` and `node dist/apps/api/counts.js`. Exit code 0 when it is done, 1 when it cannot be, 2 when the command itself is wrong.
 * - `npm run admin -- first-manager --subject ID --family-name NOM --given-name PRÉNOM --email ADRESSE`: makes or opens the account of a manager of an installation
 *   that has fewer than two. Every other manager's account is made by two managers, on screen.
 * - `npm run admin -- reset-factor --subject ID --reason MOTIF [--provider operateur|plage|psc] [--managers-locked-out]`: forgets the second factors of someone for whom two managers
 *   cannot do it.
 * - `npm run admin -- centres FICHIER`: brings in the hospitals of a file of the national register (FINESS), and says which lines it could not read.
 * - `npm run admin -- open FICHIER`: opens the company and the authorisations of a file, as a manager does on screen (docs/operations.md shows one).
 * - `npm run admin -- counts [--correct]`: whether the sums that dashboards read are those of the calendars; makes them so.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, run } from './prelude.mjs';

// Files are named from where the person stands, which npm tells; `run` then works from the root.
process.env.INIT_CWD ??= process.cwd();

await run(fileURLToPath(import.meta.url), async () => {
  const [asked, ...given] = process.argv.slice(2);
  // Only now: what builds needs the packages and the Node that `run` has seen to.
  const { build } = await import('./build.mjs');
  await build({ client: false, quiet: true });
  const { firstManager } = await import(path.join(ROOT, 'dist/apps/api/first-manager.js'));
  const { resetFactor } = await import(path.join(ROOT, 'dist/apps/api/reset-factor.js'));
  const { importCentresFile } = await import(path.join(ROOT, 'dist/apps/api/import-centres.js'));
  const { openCollection } = await import(path.join(ROOT, 'dist/apps/api/open-collection.js'));
  const { verifyCounts } = await import(path.join(ROOT, 'dist/apps/api/counts.js'));
  const { openInstallation } = await import('./installation.mjs');
  let installation;
  try {
    const commands = {
      'first-manager': firstManager,
      'reset-factor': resetFactor,
      centres: importCentresFile,
      open: openCollection,
      counts: verifyCounts,
    };
    // Another word than these is no command: it is told how to ask.
    const [name, known] = Object.hasOwn(commands, asked ?? '') ? [asked, given] : ['first-manager', []];
    process.exitCode = await commands[name]({
      command: `npm run admin -- ${name}`,
      arguments: known,
      ownerUrl: async () => (installation = await openInstallation()).url,
    });
  } finally {
    await installation?.stop();
  }
});
