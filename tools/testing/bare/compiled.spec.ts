import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DAY = 24 * 3600_000;

/** A process of its own that opens the folder, as each worker of a run does, and compiles these sources. */
async function compileElsewhere(folder: string, sources: readonly string[]): Promise<number> {
  const script = `
    const { openCompiled } = await import(${JSON.stringify(path.resolve('tools/testing/bare/compiled.mjs'))});
    const compiled = openCompiled(${JSON.stringify(folder)});
    for (const source of ${JSON.stringify(sources)}) if (!compiled(source).code.includes('hello')) process.exit(2);`;
  const [code] = await once(spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }), 'exit');
  return code;
}

describe('the compiled sources that are kept', () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    mkdirSync('tmp', { recursive: true });
    root = mkdtempSync(path.resolve('tmp/compiled-'));
    folder = path.join(root, 'kept');
    mkdirSync(folder);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(name: string, text: string): string {
    const file = path.join(root, name);
    writeFileSync(file, text);
    return file;
  }

  function age(names: readonly string[], days: number): void {
    const then = new Date(Date.now() - days * DAY);
    for (const name of names) utimesSync(path.join(folder, name), then, then);
  }

  it('are compiled once, and again when they changed', async () => {
    const source = write('one.ts', `export const hello: number = 1;`);
    await compileElsewhere(folder, [source]);
    const kept = readdirSync(folder).sort();
    expect(kept).toEqual([expect.stringMatching(/\.js$/), expect.stringMatching(/\.js\.map$/)]);
    // What is kept is what is used.
    writeFileSync(path.join(folder, kept[0] as string), '/* no greeting */');
    expect(await compileElsewhere(folder, [source])).toBe(2);
    write('one.ts', `export const hello: number = 2;`);
    expect(await compileElsewhere(folder, [source])).toBe(0);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  it('go when nobody asked for them in a week, and only then', async () => {
    const asked = write('asked.ts', `export const hello: number = 1;`);
    await compileElsewhere(folder, [asked]);
    const kept = readdirSync(folder).sort();
    age(kept, 6);
    await compileElsewhere(folder, [asked]);
    for (const name of ['old.js', 'old.js.map', 'killed.js.123', 'recent.js']) writeFileSync(path.join(folder, name), '');
    age(['old.js', 'old.js.map', 'killed.js.123'], 8);
    age(['recent.js'], 6);
    await compileElsewhere(folder, []);
    expect(readdirSync(folder).sort()).toEqual([...kept, 'recent.js']);
    // Asked for a moment ago, they have their week before them again.
    for (const name of kept) expect(Date.now() - statSync(path.join(folder, name)).mtimeMs).toBeLessThan(DAY);
  });

  it('are swept by several at once while they are asked for, without harm to any', async () => {
    const sources = Array.from({ length: 100 }, (_, index) => write(`${index}.ts`, `export const hello: number = ${index};`));
    await compileElsewhere(folder, sources);
    const old = Array.from({ length: 2000 }, (_, index) => path.join(folder, `${index}.js`));
    for (const file of old) writeFileSync(file, '');
    age(readdirSync(folder), 8);
    expect(await Promise.all(Array.from({ length: 4 }, () => compileElsewhere(folder, sources)))).toEqual([0, 0, 0, 0]);
    expect(readdirSync(folder)).toHaveLength(200);
  });
});
