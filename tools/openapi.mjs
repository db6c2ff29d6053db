/**
 * Writes docs/api/openapi.json from the code, and from it the client's types and calls (libs/api-client/generated).
 * `--check` writes nothing and exits with 1 when the committed document is not what the code says.
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const DOCUMENT = path.join(ROOT, 'docs/api/openapi.json');

await build({ client: false, quiet: true });
const text = `${JSON.stringify(await describe(), null, 2)}\n`;
const committed = fs.existsSync(DOCUMENT) ? fs.readFileSync(DOCUMENT, 'utf8') : '';

if (process.argv.includes('--check')) {
  if (text === committed) process.exit(0);
  process.stderr.write('docs/api/openapi.json is not what the code says: run « npm run openapi » and commit what it writes.\n');
  process.exit(1);
}
fs.mkdirSync(path.dirname(DOCUMENT), { recursive: true });
fs.writeFileSync(DOCUMENT, text);
execFileSync(process.execPath, [path.join(ROOT, 'node_modules/ng-openapi-gen/lib/index.js'), '--config', 'tools/openapi.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exit(0);

async function describe() {
  const { describeApi } = await import(pathToFileURL(path.join(ROOT, 'dist/apps/api/openapi.js')).href);
  return describeApi();
}
