/** Finds a Chromium for PDFs and browser journeys: the one that is named, an installed one, or the packaged one. Never a download. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './prelude.mjs';
import { PlainError } from './process.mjs';

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where macOS has them; on no path. */
const APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** Ours, never the packaged list: that one runs everything in one process and switches off the same-origin rule. */
const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/**
 * A browser that starts here: its path, the arguments to give it and the variables it needs (its libraries, where the system has none).
 * @throws {PlainError} when there is none.
 */
export async function findBrowser() {
  const named = process.env.PUPPETEER_EXECUTABLE_PATH;
  if (named) {
    if (starts(named)) return { executablePath: named, args: ARGUMENTS, env: {} };
    throw new PlainError(`Le navigateur indiqué par PUPPETEER_EXECUTABLE_PATH ne démarre pas (${named}).`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const candidate of [...INSTALLED.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...APPLICATIONS]) {
    if (existsSync(candidate) && starts(candidate)) return { executablePath: candidate, args: ARGUMENTS, env: {} };
  }
  return packaged();
}

/** The packaged browser, unpacked once for this project and this version. */
async function packaged() {
  const manifest = createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .replace(/build.*$/, 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = path.join(ROOT, 'tmp/browser', version);
  const executablePath = path.join(folder, 'chromium');
  if (!existsSync(executablePath)) await unpack(path.join(path.dirname(manifest), 'bin'), folder);
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') };
  const libraries = { LD_LIBRARY_PATH: [path.join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
  for (const env of [fonts, { ...fonts, ...libraries }]) {
    if (starts(executablePath, env)) return { executablePath, args: ARGUMENTS, env };
  }
  throw new PlainError(
    'Aucun navigateur ne démarre sur cette machine\u00a0: installez Chromium, ou indiquez-en un par PUPPETEER_EXECUTABLE_PATH.',
  );
}

/** Beside, then renamed: an interrupted unpacking leaves no half browser, and two at once do no harm. */
async function unpack(source, folder) {
  const { inflate } = await import('@sparticuz/chromium');
  const draft = `${folder}.${process.pid}`;
  const before = process.env.TMPDIR;
  mkdirSync(draft, { recursive: true });
  // The package unpacks into the temporary folder, and takes whatever file is there for its own: it gets one for itself.
  process.env.TMPDIR = draft;
  try {
    for (const archive of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate(path.join(source, archive));
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(draft, { recursive: true, force: true });
  }
}

function starts(executable, env = {}) {
  try {
    execFileSync(executable, ['--version', '--no-sandbox'], { env: { ...process.env, ...env }, stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
