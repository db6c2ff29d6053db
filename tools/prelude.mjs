/**
 * What `npm start` and `npm test` do first, on a machine with nothing but Node ≥ 20 and npm: install the dependencies when they are missing
 * or are not those of package-lock.json, then go on under Node 24. Only `node:` imports here: nothing is installed yet.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PlainError, readIfThere } from './process.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WANTED = 24;
const major = Number(process.versions.node.split('.')[0]);

/** Runs `main` with everything installed and under Node 24; says a {@link PlainError} in one line and ends with 1. `first` runs before all. */
export async function run(script, main, first = async () => undefined) {
  // Folders of the project are named from its root, wherever one stands.
  process.chdir(ROOT);
  try {
    if (major < 20) throw new PlainError(`Node 20 ou plus récent est nécessaire\u00a0; celui-ci est ${process.versions.node}.`);
    await first();
    if (!isInstalled()) await step('Installation des dépendances (une à deux minutes)', install);
    if (major >= WANTED) await main();
    else process.exit(await underWantedNode(script));
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    process.exit(1);
  }
}

/** One line on the terminal for one step: what is done, then how long it took. */
export async function step(label, work) {
  process.stdout.write(`${label}… `);
  const start = performance.now();
  try {
    const result = await work();
    process.stdout.write(`fait (${seconds(performance.now() - start)})\n`);
    return result;
  } catch (error) {
    process.stdout.write('échec\n');
    throw error;
  }
}

/** A duration in French: `3,2 s`. */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1).replace('.', ',')} s`;

/**
 * Runs a command quietly, its output kept in a file.
 * @throws {PlainError} `complaint`, with the end of the output, when it fails.
 */
export async function quietly(command, args, { log, complaint, env = process.env }) {
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const code = await new Promise((resolve, reject) => {
    spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', output, output] })
      .once('error', reject)
      .once('exit', (status, signal) => resolve(signal ?? status));
  });
  if (code === 0) return;
  const tail = readFileSync(log, 'utf8').trim().split('\n').slice(-40).join('\n');
  throw new PlainError(`${tail}\n${complaint} (code ${code}, détails dans ${path.relative(ROOT, log)}).`);
}

/** Whether node_modules holds what package-lock.json says: npm writes its own list there at the end of a whole installation. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([where, { version, optional, devOptional, link }]) =>
      where === '' || link || (present[where] ? present[where].version === version : optional || devOptional),
  );
}

function readPackages(file) {
  const text = readIfThere(path.join(ROOT, file));
  return text && JSON.parse(text).packages;
}

/** `npm ci`, by the npm that runs this script if there is one; development packages too, whatever NODE_ENV says. */
async function install() {
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [command, ...args] = [...npm, 'ci', '--include=dev'];
  const complaint = 'L’installation des dépendances a échoué\u00a0: vérifiez l’accès au registre npm, puis recommencez';
  await quietly(command, args, { log: path.join(ROOT, 'tmp/install.log'), complaint }).catch((error) => {
    if (error.code === 'ENOENT')
      throw new PlainError('La commande «\u00a0npm\u00a0» est introuvable\u00a0: installez npm, puis recommencez.');
    throw error;
  });
}

/** Goes on in the packaged Node; its end is ours, and a signal that reaches us alone is passed on. */
async function underWantedNode(script) {
  const node = path.join(ROOT, 'node_modules/.bin/node');
  if (!existsSync(node)) {
    throw new PlainError(
      `Node ${WANTED} n’est pas fourni pour ${process.platform}-${process.arch}\u00a0: installez-le (celui-ci est ${process.versions.node}), puis recommencez.`,
    );
  }
  // The channel tells the child that we are gone, even when we are killed outright.
  const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
}
