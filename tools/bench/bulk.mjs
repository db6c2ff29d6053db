/**
 * Closing thousands of queries at once: `node_modules/.bin/node tools/bench/bulk.mjs` (QUERIES=2272). A database of its own with the patients of the demonstration,
 * so many queries without an answer on them, one act on all of them over HTTP, done by the worker of the same process; from the moment it is sent until nothing is left.
 * Beside it, in the same run, what as many closings write, given to the database as plain statements on one connection, as many in a transaction, without a rule or a right.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, signIn, startBench } from './installation.mjs';
import { atMost, inMs, ratio, report } from './report.mjs';

const QUERIES = Number(process.env.QUERIES ?? 2272);
/** As the worker does. */
const TOGETHER = 20;

const bench = await startBench('bulk');
try {
  const api = await bench.api(undefined, undefined, { PASSERELLE_RUNS: 'all' });
  const sql = bench.sql();
  const manager = await signIn(sql, { staff: 'data-manager' });
  const ask = async (path, more = {}) => {
    const headers = { ...manager.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const response = await fetch(`${api.url}/api/v1${path}`, { headers, ...more });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response.json();
  };
  const { rows, patients } = await asked(sql, manager, 'n° ');
  const cpu = () => ({ api: cpuOf(api.pid), database: bench.databaseCpu() });
  const before = cpu();
  const start = performance.now();
  const body = JSON.stringify({ act: 'close', rows, unansweredReason: 'Sans objet.' });
  let act = await ask('/bulk-acts', { method: 'POST', body });
  const accepted = performance.now() - start;
  while (act.state === 'running') {
    await sleep(200);
    act = await ask(`/bulk-acts/${act.id}`);
  }
  const seconds = (performance.now() - start) / 1000;
  const after = cpu();
  const plain = await bySql(sql, (await asked(sql, manager, 'simple ')).rows, manager);
  if (act.failed + act.refused > 0) throw new Error(`${act.refused} refused, ${act.failed} failed.`);
  const each = (name) => inMs((after[name] - before[name]) / rows.length);
  report('bulk', {
    head: ['one act on many queries', 'act / plain SQL', 'API, each', 'PostgreSQL, each', 'to the end', 'accepted', 'plain SQL'],
    rows: [
      [
        `${rows.length} closings, of ${patients} patients`,
        ratio(seconds, plain),
        each('api'),
        each('database'),
        `${seconds.toFixed(1)} s`,
        inMs(accepted),
        `${plain.toFixed(1)} s`,
      ],
    ],
    aims: [atMost(`${rows.length} closings`, 30, seconds, 's')],
  });
} finally {
  await bench.close();
}

/** So many questions that nobody answered, spread over the patients whom the manager follows. */
async function asked(sql, { personId }, word) {
  const { rows } = await sql.query(
    `INSERT INTO query (enrolment_id, authorisation_id, asked_by, visit_centre_id, question)
     SELECT e.id, e.authorisation_id, 'operator', e.centre_id, $3 || n
     FROM (SELECT e.*, row_number() OVER () AS nth, count(*) OVER () AS of FROM enrolment e
       JOIN staff_scope s ON s.authorisation_id = e.authorisation_id AND s.person_id = $2) e
     JOIN generate_series(1, $1::int) n ON n % e.of = e.nth - 1 RETURNING id, version, enrolment_id`,
    [QUERIES, personId, word],
  );
  return { rows: rows.map(({ id, version }) => ({ id, version })), patients: new Set(rows.map((row) => row.enrolment_id)).size };
}

/** @returns seconds. */
async function bySql(sql, rows, { personId }) {
  const client = await sql.connect();
  const actor = JSON.stringify({ id: personId, name: 'Mesure', role: 'data-manager' });
  const start = performance.now();
  for (let from = 0; from < rows.length; from += TOGETHER) {
    await client.query('BEGIN');
    for (const { id } of rows.slice(from, from + TOGETHER)) {
      const { rows: closed } = await client.query(
        `UPDATE query SET state = 'closed', changed_at = clock_timestamp(), version = version + 1 WHERE id = $1 RETURNING enrolment_id, version`,
        [id],
      );
      const [{ enrolment_id: enrolmentId, version }] = closed;
      await client.query(
        `INSERT INTO query_message (query_id, seq, kind, at, by_id, by_name, by_role, centre_id, text)
         VALUES ($1, $2, 'closed', clock_timestamp(), $3, 'Mesure', 'data-manager', '', 'Sans objet.')`,
        [id, version, personId],
      );
      const changes = JSON.stringify([{ item: 'closed', old: null, new: '"Sans objet."', reason: null }]);
      await client.query(`SELECT journal_append('enrolment', $1, $2, 'query.closed', 'query', $3, '{}', $4)`, [
        enrolmentId,
        actor,
        id,
        changes,
      ]);
    }
    await client.query('COMMIT');
  }
  client.release();
  return (performance.now() - start) / 1000;
}
