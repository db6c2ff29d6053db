#!/usr/bin/env node
/**
 * `npm run admin -- first-manager --subject ID --family-name NOM --given-name PRÉNOM --email ADRESSE` : opens the account of the first manager, in the database of
 * DATABASE_URL (the owner's) or the local one. Every other manager's account is made by two managers, on screen. Exit code 0 when it is made, 1 when it cannot
 * be, 2 when the command itself is wrong.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT, run } from './prelude.mjs';

await run(fileURLToPath(import.meta.url), async () => {
  const asked = readArguments();
  if (!asked) {
    console.error('Usage : npm run admin -- first-manager --subject IDENTIFIANT --family-name NOM --given-name PRÉNOM --email ADRESSE');
    process.exitCode = 2;
    return;
  }
  // Only now: what builds needs the packages and the Node that `run` has seen to.
  const { build } = await import('./build.mjs');
  await build({ client: false, quiet: true });
  process.exitCode = await makeManager(asked);
});

function readArguments() {
  const text = { type: 'string' };
  try {
    const { values, positionals } = parseArgs({
      options: { subject: text, 'family-name': text, 'given-name': text, email: text },
      allowPositionals: true,
    });
    const { subject = '', 'family-name': familyName = '', 'given-name': givenName = '', email = '' } = values;
    const isNamed = [familyName, givenName].every((name) => name.trim() && name.length <= 80);
    const isKnown = /^[\w.@-]{2,120}$/.test(subject) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
    return positionals.join() === 'first-manager' && isNamed && isKnown ? { subject, familyName, givenName, email } : undefined;
  } catch {
    return undefined;
  }
}

async function makeManager(manager) {
  const { makeFirstManager, NotTheFirst } = await import(path.join(ROOT, 'dist/libs/access-rights/api/index.js'));
  const { Journal } = await import(path.join(ROOT, 'dist/libs/kernel/api/index.js'));
  const { openInstallation, withTransaction } = await import('./installation.mjs');
  const { url, stop } = await openInstallation();
  try {
    await withTransaction(url, (tx) => makeFirstManager(tx, new Journal(), manager));
  } catch (error) {
    if (!(error instanceof NotTheFirst)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await stop();
  }
  console.log(`Le compte de gestionnaire de ${manager.givenName} ${manager.familyName} est ouvert.`);
  return 0;
}
