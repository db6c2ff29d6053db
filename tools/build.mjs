/** Builds the server and the screens when their sources changed since the last time. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, quietly, step as said } from './prelude.mjs';
import { readIfThere } from './process.mjs';

const SERVER = [
  'libs/*/domain/**',
  'libs/*/api/**',
  'apps/api/**',
  'apps/demonstration/**',
  'apps/identity/**',
  'tsconfig.base.json',
  'tsconfig.server.json',
  'tools/build-server.mjs',
];
const CLIENT = ['libs/*/domain/**', 'libs/*/web/**', 'libs/api-client/**', 'apps/web/**', 'tsconfig.base.json'];
const SHARED = ['package.json', 'package-lock.json'];

/** Builds what is out of date: `dist/` for the server, `apps/web/dist/browser` for the screens. @throws {PlainError} with the compiler's words. `quiet`: without a line for each step. */
export async function build({ client = true, quiet = false } = {}) {
  const step = quiet ? (label, work) => work() : said;
  await ifChanged('server', [...SERVER, ...SHARED], path.join(ROOT, 'dist/apps/api/main.js'), () =>
    step('Construction du serveur', buildServer),
  );
  if (!client || !hasClientBuild()) return;
  await ifChanged('client', [...CLIENT, ...SHARED], path.join(ROOT, 'apps/web/dist/browser/index.html'), () =>
    step('Construction des écrans', buildClient),
  );
}

async function buildServer() {
  await quietly(process.execPath, ['tools/build-server.mjs'], {
    log: path.join(ROOT, 'tmp/build-server.log'),
    complaint: 'Le serveur ne se construit pas',
  });
  // What the code reads beside itself (templates, SQL, protocols) stands beside the compiled code too.
  for (const file of filesOf(SERVER)) {
    if (/\.(ts|tsbuildinfo)$|project\.json$|\.golden\./.test(file) || !file.includes(path.sep)) continue;
    cpSync(path.join(ROOT, file), path.join(ROOT, 'dist', file));
  }
}

async function buildClient() {
  await quietly(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'build', 'web'], {
    log: path.join(ROOT, 'tmp/build-client.log'),
    complaint: 'Les écrans ne se construisent pas',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
}

function hasClientBuild() {
  return JSON.parse(readFileSync(path.join(ROOT, 'apps/web/project.json'), 'utf8')).targets?.build !== undefined;
}

/** Runs `work` unless its product is there and was made from these very sources. */
async function ifChanged(name, patterns, product, work) {
  const stamp = path.join(ROOT, 'dist/stamps', name);
  const now = digest(patterns);
  if (existsSync(product) && readIfThere(stamp) === now) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

function digest(patterns) {
  const hash = createHash('sha256');
  for (const file of filesOf(patterns))
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesOf(patterns) {
  return globSync(patterns, { cwd: ROOT, withFileTypes: true, exclude: (entry) => ['dist', 'node_modules'].includes(entry.name) })
    .filter((entry) => entry.isFile() && !entry.name.includes('.spec.'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** As a command, for images: `node tools/build.mjs`. */
if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
