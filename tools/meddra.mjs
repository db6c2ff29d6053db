#!/usr/bin/env node
/**
 * `npm run meddra -- load FOLDER --version 27.1` : loads the MedDRA dictionary of that folder (llt.asc, pt.asc and, when it is there, soc.asc) in the
 * database of DATABASE_URL or the local one, in the place of the one in use: all of it, or nothing. The dictionary is licensed: the product ships none.
 * Exit code 0 when it is loaded, 1 when it cannot be, 2 when the command itself is wrong.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT, run } from './prelude.mjs';

// The folder is named from where the person stands, which npm tells; `run` then works from the root.
process.env.INIT_CWD ??= process.cwd();

await run(fileURLToPath(import.meta.url), async () => {
  const asked = readArguments();
  if (!asked) {
    console.error('Usage : npm run meddra -- load DOSSIER --version 27.1');
    process.exitCode = 2;
    return;
  }
  // Only now: what builds needs the packages and the Node that `run` has seen to.
  const { build } = await import('./build.mjs');
  await build({ client: false, quiet: true });
  process.exitCode = await load(asked);
});

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { version: { type: 'string' } }, allowPositionals: true });
    const [command, folder, ...rest] = positionals;
    const isAsked = command === 'load' && folder && rest.length === 0 && /^\d{1,3}\.\d$/.test(values.version ?? '');
    return isAsked ? { folder: path.resolve(process.env.INIT_CWD, folder), version: values.version } : undefined;
  } catch {
    return undefined;
  }
}

async function load({ folder, version }) {
  const missing = ['llt.asc', 'pt.asc'].filter((name) => !isFile(path.join(folder, name)));
  if (missing.length > 0) return refuse([`Il manque ${missing.join(' et ')} dans ${folder}.`]);
  const { readDictionary, say } = await import(path.join(ROOT, 'dist/libs/pharmacovigilance/domain/index.js'));
  const [llt, pt, soc] = ['llt.asc', 'pt.asc', 'soc.asc'].map((name) => readText(path.join(folder, name)));
  const read = readDictionary({ llt, pt, ...(soc !== undefined && { soc }) });
  if (!read.ok) return refuse(read.problems.map(say));

  const { Dictionaries } = await import(path.join(ROOT, 'dist/libs/pharmacovigilance/api/index.js'));
  const { Journal } = await import(path.join(ROOT, 'dist/libs/kernel/api/index.js'));
  const { openInstallation, withTransaction } = await import('./installation.mjs');
  const { url, stop } = await openInstallation();
  try {
    await withTransaction(url, (tx) => new Dictionaries(new Journal()).load(tx, version, read.terms));
  } finally {
    await stop();
  }
  console.log(
    `MedDRA ${version} chargé : ${read.terms.length} termes (LLT)${soc === undefined ? ', sans classes d’organes (soc.asc)' : ''}.`,
  );
  return 0;
}

function refuse(problems) {
  console.error(`${problems.join('\n')}\nRien n’a été chargé.`);
  return 1;
}

/** Deliveries are in UTF-8 or, the older ones, in Latin-1. */
function readText(file) {
  if (!isFile(file)) return undefined;
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function isFile(file) {
  return existsSync(file) && statSync(file).isFile();
}
