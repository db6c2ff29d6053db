/** Our TypeScript as Node runs it: each source is compiled once and kept in a folder that many processes share. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync, version } from '@swc/core';

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
const DAY = 24 * 3600_000;
/** A source that changed has left its compiled text behind: what nobody asked for in a week goes. */
const KEPT_FOR = 7 * DAY;

/** A folder of compiled sources, emptied of what nobody asks for any more. */
export function openCompiled(folder) {
  mkdirSync(folder, { recursive: true });
  sweep(folder);
  /** The code of a source, and the file that says which line of it comes from which of the source. */
  return (file) => {
    const text = readFileSync(file, 'utf8');
    const key = createHash('sha256')
      .update(`${version}\0${JSON.stringify(OPTIONS)}\0${file}\0${text}`)
      .digest('hex');
    const code = path.join(folder, `${key}.js`);
    const map = `${code}.map`;
    return { code: kept(code, map) ?? compile(file, text, { code, map }), map };
  };
}

/** What is kept for this source, which is asked for again: undefined when it is not there, or was swept away under our eyes. */
function kept(code, map) {
  const now = new Date();
  try {
    for (const file of [map, code]) utimesSync(file, now, now);
    return readFileSync(code, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function compile(file, text, targets) {
  const { code, map } = transformSync(text, { ...OPTIONS, filename: file });
  // The map first: who finds the code finds its map too. Another process may be writing the same: what is there is whole.
  write(targets.map, map);
  write(targets.code, code);
  return code;
}

function write(file, content) {
  writeFileSync(`${file}.${process.pid}`, content);
  renameSync(`${file}.${process.pid}`, file);
}

/** Several processes may sweep at once: each takes what it still finds. */
function sweep(folder) {
  const oldest = Date.now() - KEPT_FOR;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const age = statSync(file, { throwIfNoEntry: false });
    if (age && age.mtimeMs < oldest) rmSync(file, { force: true });
  }
}
