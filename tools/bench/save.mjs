/**
 * Saves of an answer over HTTP, beside the very statements that one of them sends, given to pgbench on the same database:
 * `node_modules/.bin/node tools/bench/save.mjs` (SECONDS=8 a measure). The statements are written down from a first API, which is then stopped.
 */
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ROOT } from '../prelude.mjs';
import { cpuOf, median, signIn, startBench } from './installation.mjs';
import { atLeast, atMost, inMs, ratio, report } from './report.mjs';
import { makeDrafts, save, typable, wholeForm } from './saves.mjs';

const SECONDS = Number(process.env.SECONDS ?? 8);
const TIMES = Number(process.env.TIMES ?? 200);
/** At once. */
const CLIENTS = 8;

const pgbench = findPgbench();
const bench = await startBench('save');
try {
  const statements = path.join(bench.folder, 'statements.jsonl');
  const tapped = await bench.api(undefined, undefined, {
    NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'tap.mjs')}`,
    STATEMENTS: statements,
  });
  const sql = bench.sql();
  const typist = await signIn(sql, { profile: 'pharmacist', centre: await makeDrafts(sql, CLIENTS) });
  const forms = (await typable(tapped, sql, typist)).slice(0, CLIENTS);
  const scripts = [];
  for (const form of forms) {
    await save(tapped, typist, form);
    scripts.push(await writtenDown(tapped, typist, form, statements));
  }
  tapped.stop();

  const api = await bench.api();
  for (let warm = 0; warm < 100; warm++) await save(api, typist, forms[warm % forms.length]);
  const rows = [];
  const measured = new Map();
  for (const clients of new Set([1, forms.length])) {
    // pgbench left other marks on them: they are read again.
    const again = (await typable(api, sql, typist)).slice(0, clients);
    const [http, cost] = await spent(api, () => overHttp(api, typist, again));
    const direct = await byPgbench(scripts.slice(0, clients));
    measured.set(clients, { http, direct });
    const each = (milliseconds) => inMs(milliseconds / (http * SECONDS));
    rows.push([`${clients} at once`, ratio(http, direct), each(cost.api), each(cost.database), http.toFixed(0), direct.toFixed(0)]);
  }
  const [one, many] = [measured.get(1), measured.get(forms.length)];
  report('save', {
    head: [
      `saves of one answer, a form of ${forms[0].fields} fields`,
      'HTTP / pgbench',
      'API',
      'PostgreSQL',
      'over HTTP, a second',
      'by pgbench, a second',
    ],
    rows,
    aims: [
      atLeast('save of one value, HTTP / pgbench', 0.5, one.http / one.direct),
      atLeast(`saves of ${forms.length} at once, a second`, 150, many.http),
    ],
  });
  await whole(api, sql, typist);
} finally {
  await bench.close();
}

/** What one sending of all the fields of a form costs. */
async function whole(api, sql, typist) {
  const [form] = (await typable(api, sql, typist)).sort((one, other) => other.answered - one.answered);
  const { fields, changing, send } = await wholeForm(api, typist, form);
  for (let warm = 0; warm < 40; warm++) await send();
  const times = [];
  const [, cost] = await spent(api, async () => {
    for (let time = 0; time < TIMES; time++) {
      const start = performance.now();
      await send();
      times.push(performance.now() - start);
    }
  });
  const both = (cost.api + cost.database) / TIMES;
  report('whole', {
    head: ['a whole form as one sending', 'both', 'API', 'PostgreSQL', 'to the answer'],
    rows: [
      [
        `${fields} fields, ${changing} of them another answer`,
        inMs(both),
        inMs(cost.api / TIMES),
        inMs(cost.database / TIMES),
        inMs(median(times)),
      ],
    ],
    aims: [atMost(`whole form of ${fields} fields, processor`, 10, both, 'ms')],
  });
}

/** @returns what it gave, and the processor time that it took of the API and of PostgreSQL. */
async function spent(api, act) {
  const [api0, database0] = [cpuOf(api.pid), bench.databaseCpu()];
  const given = await act();
  return [given, { api: cpuOf(api.pid) - api0, database: bench.databaseCpu() - database0 }];
}

function findPgbench() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...globSync('/usr/lib/postgresql/*/bin').reverse()];
  const found = folders.map((folder) => path.join(folder, 'pgbench')).find((file) => existsSync(file));
  if (found) return found;
  process.stderr.write(
    'pgbench is neither on the PATH nor in /usr/lib/postgresql/*/bin: install the PostgreSQL tools, then run this again.\n',
  );
  process.exit(1);
}

/** What one save of that form sends, as a script for pgbench. @returns its file */
async function writtenDown(api, typist, form, statements) {
  // What the save before still does after its answer is over by then.
  await sleep(500);
  const before = readFileSync(statements, 'utf8').length;
  await save(api, typist, form);
  await sleep(200);
  const lines = readFileSync(statements, 'utf8').slice(before).trim().split('\n');
  const file = path.join(bench.folder, `${form.id}.sql`);
  writeFileSync(file, lines.map((line) => inlined(JSON.parse(line))).join('\n'));
  process.stdout.write(`un enregistrement : ${lines.length} requêtes\n`);
  return file;
}

function inlined({ text, values }) {
  const literal = (value) => (value === null ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`);
  return `${text.replace(/\$(\d+)/g, (_, place) => literal(values[place - 1]))};`;
}

async function overHttp(api, typist, forms) {
  let saves = 0;
  const start = performance.now();
  await Promise.all(
    forms.map(async (form) => {
      for (; performance.now() - start < SECONDS * 1000; saves++) await save(api, typist, form);
    }),
  );
  return saves / ((performance.now() - start) / 1000);
}

/** As the application's role, over one connection each, as the API has. */
async function byPgbench(scripts) {
  const { derivedLogin } = await import(path.join(ROOT, 'dist/libs/kernel/api/database/logins.js'));
  const url = derivedLogin(bench.databaseUrl(), 'passerelle_app');
  const clients = ['-c', String(scripts.length), '-j', String(scripts.length)];
  const files = scripts.flatMap((file) => ['-f', file]);
  const { stdout, stderr } = await promisify(execFile)(pgbench, ['-n', '-T', String(SECONDS), ...clients, ...files, url]);
  const rate = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (!rate || /aborted|ERROR/.test(stderr)) throw new Error(`${stdout}\n${stderr}`);
  return Number(rate);
}
