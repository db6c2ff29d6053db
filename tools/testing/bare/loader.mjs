/**
 * Lets this process run our TypeScript, decorators included: each source is compiled once and kept in tmp/compiled. What is installed is
 * loaded as Node loads it anywhere.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync, version } from '@swc/core';
import { ROOT } from '../../prelude.mjs';

const FOLDER = path.join(ROOT, 'tmp/compiled');
const OPTIONS = {
  swcrc: false,
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: true,
};
const GLOBALS = new URL('globals.mjs', import.meta.url).href;

/** Of each source that was loaded, by its path: the file that says which line of what runs comes from which line of it. */
export const sourceMaps = new Map();

mkdirSync(FOLDER, { recursive: true });
registerHooks({
  resolve(specifier, context, next) {
    if (context.parentURL?.includes('/node_modules/')) return next(specifier, context);
    if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
    const source = specifier.startsWith('.') && specifier.endsWith('.js') && new URL(`${specifier.slice(0, -2)}ts`, context.parentURL);
    if (source && existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
    return next(specifier, { ...context, conditions: [...context.conditions, 'source'] });
  },
  load(url, context, next) {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
  },
});

function compiled(file) {
  const text = readFileSync(file, 'utf8');
  const key = createHash('sha256')
    .update(`${version}\0${JSON.stringify(OPTIONS)}\0${file}\0${text}`)
    .digest('hex');
  const kept = path.join(FOLDER, `${key}.js`);
  for (const name of [file, pathToFileURL(file).href]) sourceMaps.set(name, `${kept}.map`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { code, map } = transformSync(text, { ...OPTIONS, filename: file });
  // The map first: who finds the code finds its map too.
  for (const [target, content] of [
    [`${kept}.map`, map],
    [kept, code],
  ]) {
    // Another worker may be writing the same: what is there is whole.
    writeFileSync(`${target}.${process.pid}`, content);
    renameSync(`${target}.${process.pid}`, target);
  }
  return code;
}
