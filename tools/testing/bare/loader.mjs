/** Lets this process run our TypeScript, decorators included. What is installed is loaded as Node loads it anywhere. */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../prelude.mjs';
import { openCompiled } from './compiled.mjs';

const GLOBALS = new URL('globals.mjs', import.meta.url).href;
const compiled = openCompiled(path.join(ROOT, 'tmp/compiled'));

/** Of each source that was loaded, by its path and by its address: the file that says which line of what runs comes from which line of it. */
export const sourceMaps = new Map();

registerHooks({
  resolve(specifier, context, next) {
    if (context.parentURL?.includes('/node_modules/')) return next(specifier, context);
    if (specifier === '@jest/globals') return { url: GLOBALS, shortCircuit: true };
    const source = specifier.startsWith('.') && specifier.endsWith('.js') && new URL(`${specifier.slice(0, -2)}ts`, context.parentURL);
    if (source && existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
    return next(specifier, { ...context, conditions: [...context.conditions, 'source'] });
  },
  load(url, context, next) {
    const { pathname } = new URL(url);
    if (!pathname.endsWith('.ts') || pathname.includes('/node_modules/')) return next(url, context);
    const file = fileURLToPath(url);
    const { code, map } = compiled(file);
    for (const name of [file, url]) sourceMaps.set(name, map);
    return { format: 'module', source: code, shortCircuit: true };
  },
});
