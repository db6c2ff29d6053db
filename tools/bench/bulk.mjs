/**
 * Closing thousands of queries at once: `node_modules/.bin/node tools/bench/bulk.mjs` (QUERIES=2272). A database of its own with the patients of the demonstration,
 * so many queries without an answer on them, one act on all of them over HTTP, done by the worker of the same process; from the moment it is sent until nothing is left.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signIn, startBench } from './installation.mjs';

const QUERIES = Number(process.env.QUERIES ?? 2272);

const bench = await startBench('bulk');
try {
  const api = await bench.api(undefined, undefined, { PASSERELLE_RUNS: 'all' });
  const sql = bench.sql();
  const manager = await signIn(sql, { staff: 'data-manager' });
  const { rows } = await sql.query(
    `INSERT INTO query (enrolment_id, authorisation_id, asked_by, visit_centre_id, question)
     SELECT e.id, e.authorisation_id, 'operator', e.centre_id, 'n° ' || n
     FROM (SELECT e.*, row_number() OVER () AS nth, count(*) OVER () AS of FROM enrolment e
       JOIN staff_scope s ON s.authorisation_id = e.authorisation_id AND s.person_id = $2) e
     JOIN generate_series(1, $1::int) n ON n % e.of = e.nth - 1 RETURNING id, version`,
    [QUERIES, manager.personId],
  );
  const ask = async (path, more = {}) => {
    const headers = { ...manager.headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const response = await fetch(`${api.url}/api/v1${path}`, { headers, ...more });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response.json();
  };
  const start = performance.now();
  const body = JSON.stringify({ act: 'close', rows, unansweredReason: 'Sans objet.' });
  let act = await ask('/bulk-acts', { method: 'POST', body });
  const accepted = performance.now() - start;
  while (act.state === 'running') {
    await sleep(200);
    act = await ask(`/bulk-acts/${act.id}`);
  }
  const seconds = (performance.now() - start) / 1000;
  const told = `${act.done} faites, ${act.refused} refusées, ${act.failed} échouées`;
  process.stdout.write(`${rows.length} queries : acceptées en ${accepted.toFixed(0)} ms, ${told} en ${seconds.toFixed(1)} s\n`);
} finally {
  await bench.close();
}
