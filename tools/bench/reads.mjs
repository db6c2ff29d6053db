/**
 * What one reading costs in processor time, of the API and of PostgreSQL, with statements that are prepared and without:
 * `node_modules/.bin/node tools/bench/reads.mjs` (TIMES=300 of each). On the database of the demonstration; both ways in one run.
 */
import { loadavg } from 'node:os';
import { cpuOf, median, ms, signIn, startBench } from './installation.mjs';

const TIMES = Number(process.env.TIMES ?? 300);

const bench = await startBench('reads');
try {
  // It fills the database.
  (await bench.api()).stop();
  const sql = bench.sql();
  const reader = await signIn(sql, { profile: 'pharmacist' });
  const places = await placesOf(sql);
  process.stdout.write(`Charge de la machine ${loadavg()[0].toFixed(1)} ; médiane, processeur de l’API et de PostgreSQL par lecture\n`);
  for (const way of ['off', 'on', 'off', 'on']) {
    const api = await bench.api(undefined, undefined, { PREPARED_STATEMENTS: way });
    for (const [name, path] of places) {
      for (let warm = 0; warm < 40; warm++) await read(api, reader, path);
      const [api0, database0] = [cpuOf(api.pid), bench.databaseCpu()];
      const times = [];
      for (let time = 0; time < TIMES; time++) times.push(await read(api, reader, path));
      const [own, database] = [(cpuOf(api.pid) - api0) / TIMES, (bench.databaseCpu() - database0) / TIMES];
      process.stdout.write(`${name}, préparées ${way} : ${ms(median(times))}, API ${ms(own)}, PostgreSQL ${ms(database)}\n`);
    }
    api.stop();
  }
} finally {
  await bench.close();
}

async function read(api, reader, path) {
  const start = performance.now();
  const response = await fetch(`${api.url}/api/v1${path}`, { headers: reader.headers });
  await response.text();
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return performance.now() - start;
}

/** Of the patient with the most forms, whom a pharmacist of the centre reads. */
async function placesOf(sql) {
  const { rows } = await sql.query(
    `SELECT e.id, (SELECT f.id FROM form_record f WHERE f.enrolment_id = e.id ORDER BY f.filled DESC LIMIT 1) AS form
     FROM enrolment e JOIN form_record f ON f.enrolment_id = e.id
     WHERE e.centre_id = (SELECT centre_id FROM profile WHERE role = 'pharmacist' ORDER BY id LIMIT 1) GROUP BY e.id ORDER BY count(*) DESC LIMIT 1`,
  );
  const [{ id, form }] = rows;
  return [
    ['Accueil', '/home?each=10'],
    ['Dossier', `/enrolments/${id}`],
    ['Fiche', `/forms/${form}`],
    ['Historique', `/forms/${form}/history`],
  ];
}
