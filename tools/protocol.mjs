#!/usr/bin/env node
/**
 * `npm run protocol -- check FILE…` : what is wrong with protocols, by file, line and column, and what to do.
 * `npm run protocol -- import FILE…` : the same, then keeps those files as drafts in the database of DATABASE_URL or the local one: all of them, or
 * none. A manager previews and publishes them on screen. With `--from YYYY-MM-DD` they are published at once, in force from that day.
 * Exit code 0 when all may be used, 1 when one may not, 2 when the command itself is wrong.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, run } from './prelude.mjs';

const USAGE = [
  'Usage : npm run protocol -- check FICHIER…',
  '        npm run protocol -- import [--from AAAA-MM-JJ] FICHIER…',
  'Sans --from, les protocoles entrent en brouillon : un gestionnaire les prévisualise puis les publie dans l’outil.',
  'Avec --from, ils sont publiés aussitôt et s’appliquent à partir de ce jour.',
].join('\n');

const COMMANDS = { check, import: importAll };

// Files are named from where the person stands, which npm tells; `run` then works from the root.
process.env.INIT_CWD ??= process.cwd();

await run(fileURLToPath(import.meta.url), async () => {
  const { command, files, from, wrong } = readArguments(process.argv.slice(2));
  if (wrong) {
    console.error(wrong);
    process.exitCode = 2;
    return;
  }
  // Only now: what builds needs the packages and the Node that `run` has seen to.
  const { build } = await import('./build.mjs');
  await build({ client: false, quiet: true });
  process.exitCode = await COMMANDS[command](files, from);
});

async function check(files) {
  const { readProtocol } = await import(path.join(ROOT, 'dist/libs/protocols/api/reading/read-protocol.js'));
  const { tell } = await import(path.join(ROOT, 'dist/libs/protocols/api/say.js'));
  const verdicts = files.map((file) => checkFile(file, readProtocol, tell));
  return verdicts.every(Boolean) ? 0 : 1;
}

function readArguments(words) {
  const [command = '', ...rest] = words;
  const at = rest.indexOf('--from');
  const from = at < 0 ? undefined : (rest[at + 1] ?? '');
  const files = at < 0 ? rest : rest.toSpliced(at, 2);
  if (!Object.hasOwn(COMMANDS, command) || files.length === 0 || (from !== undefined && command !== 'import')) return { wrong: USAGE };
  if (from !== undefined && !isDay(from)) return { wrong: `--from ${from}\u00a0: ce n’est pas un jour. Écrivez par exemple 2026-03-01.` };
  return { command, files, from };
}

function isDay(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

/** Protocols go in all together: a holder's authorisation never finds half of them. */
async function importAll(files, from) {
  if ((await check(files)) !== 0) return 1;
  const { readProtocol, ProtocolVersions } = await import(path.join(ROOT, 'dist/libs/protocols/api/index.js'));
  const { Journal } = await import(path.join(ROOT, 'dist/libs/kernel/api/index.js'));
  const { openInstallation, withTransaction } = await import('./installation.mjs');
  const versions = new ProtocolVersions(new Journal());
  const { url, stop } = await openInstallation();
  const done = [];
  try {
    await withTransaction(url, async (tx) => {
      for (const file of files) {
        const source = readSource(file);
        const { protocol } = readProtocol(source, file);
        const { known } = await (from === undefined ? versions.keep(tx, protocol, source) : versions.import(tx, protocol, source, from));
        const what = from === undefined ? 'importé en brouillon' : `publié, en vigueur à partir du ${from}`;
        done.push(`${protocol.code}, version ${protocol.version}\u00a0: ${known ? 'déjà importé, rien n’a changé' : what}.`);
      }
    });
  } catch (error) {
    if (error.code !== 'protocol-invalid') throw error;
    console.log(`\n${error.options.detail}\nRien n’a été importé.`);
    return 1;
  } finally {
    await stop();
  }
  console.log(`\n${done.join('\n')}`);
  return 0;
}

function checkFile(file, readProtocol, tell) {
  const source = readSource(file);
  if (source === undefined) return false;
  const read = readProtocol(source, file);
  if (!read.ok) {
    for (const { line, column, code, says } of read.problems) {
      const { message, fix } = tell(says);
      console.log(`${file}:${line}:${column} ${code}\n  ${message}\n  → ${fix}`);
    }
    console.log(`\n${file}\u00a0: ${plural(read.problems.length, 'problème')}. Ce protocole ne peut pas être importé.`);
    return false;
  }
  const { protocol, sha256 } = read;
  console.log(`${file}\u00a0: aucun problème.`);
  console.log(
    `  ${protocol.code}, version ${protocol.version}${protocol.demonstration ? ' (démonstration)' : ''}, sha256 ${sha256.slice(0, 12)}…`,
  );
  console.log(`  Fiches\u00a0: ${protocol.forms.map((form) => `${form.code} (${plural(countItems(form), 'champ')})`).join(', ')}.`);
  // Charter C1.1: an item of the PUT left without a field is told, with the reason.
  for (const { place, label, reason } of protocol.uncollected ?? []) console.log(`  Sans champ\u00a0: ${label} (${place}). ${reason}`);
  return true;
}

function readSource(file) {
  const place = path.resolve(process.env.INIT_CWD, file);
  if (existsSync(place) && statSync(place).isFile()) return readFileSync(place, 'utf8');
  console.error(`${file}\u00a0: ce fichier n’existe pas.`);
  return undefined;
}

function countItems(form) {
  return form.sections.flatMap((section) => section.content.flatMap((each) => (each.type === 'group' ? each.items : [each]))).length;
}

function plural(count, word) {
  return `${count} ${word}${count > 1 ? 's' : ''}`;
}
