/**
 * Which capability reads and writes which table, as its sources say it: statements in SQL, and tables and entities given to TypeORM. The owner of a table is
 * who makes it. What is written through a row at hand (`tx.save(row)`) names no table, and is not seen.
 */
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const WRITES = /\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_]+)"?/g;
const READS = /\b(?:FROM|JOIN)\s+"?([a-z_]+)"?|\b(?:from|\w+Join)\(\s*'([a-z_]+)'/g;
const MADE = /\bCREATE TABLE (?:IF NOT EXISTS )?"?([a-z_]+)"?/g;
const ENTITIES = /@Entity\((?:'([a-z_]+)'|\{ name: '([a-z_]+)'[^}]*\})\)\s*export class (\w+)/g;

const sources = (pattern) =>
  execSync(`git ls-files '${pattern}'`, { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && !/\.spec\.ts$|\/testing\//.test(file))
    .map((file) => ({ file, capability: file.split('/')[1], text: readFileSync(file, 'utf8') }));

const all = (text, pattern) => [...text.matchAll(pattern)];

/** @returns {{ table: string, owner: string, writes: string[], reads: string[] }[]} by table; capabilities in the order of their names */
export function tables() {
  const files = sources('libs/*/api/*.ts');
  const owners = new Map(
    files
      .filter(({ file }) => file.includes('/migrations/'))
      .flatMap(({ capability, text }) => all(text, MADE).map(([, table]) => [table, capability])),
  );
  const classes = new Map(files.flatMap(({ text }) => all(text, ENTITIES).map(([, name, named, entity]) => [entity, name ?? named])));
  const found = new Map([...owners].map(([table, owner]) => [table, { table, owner, writes: new Set(), reads: new Set() }]));
  for (const { file, capability, text } of files) {
    if (file.includes('/migrations/')) continue;
    for (const [, table] of all(text, WRITES)) found.get(table)?.writes.add(capability);
    for (const [, table, joined] of all(text, READS)) found.get(table ?? joined)?.reads.add(capability);
    for (const [entity, table] of classes) {
      if (new RegExp(`\\.(?:save|insert|update|delete|remove|upsert)\\(${entity}\\b`).test(text)) found.get(table)?.writes.add(capability);
      if (new RegExp(`\\(${entity},|Join\\w*\\([^)]*\\b${entity}\\b`).test(text)) found.get(table)?.reads.add(capability);
    }
  }
  return [...found.values()]
    .map(({ table, owner, writes, reads }) => ({ table, owner, writes: [...writes].sort(), reads: [...reads].sort() }))
    .sort((one, other) => (one.table < other.table ? -1 : 1));
}

/** Capabilities that stand on each other's tables: each with those whose tables it reads or writes, while that leads back to it. */
export function circles(found) {
  const uses = new Map();
  for (const { owner, writes, reads } of found)
    for (const user of new Set([...writes, ...reads])) if (user !== owner) uses.set(user, (uses.get(user) ?? new Set()).add(owner));
  const reaches = (from, to, seen = new Set()) =>
    [...(uses.get(from) ?? [])].some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  return [...uses.keys()].filter((capability) => reaches(capability, capability)).sort();
}
