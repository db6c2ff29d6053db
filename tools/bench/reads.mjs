/**
 * What one reading costs in processor time, of the API and of PostgreSQL: `node_modules/.bin/node tools/bench/reads.mjs` (TIMES=300 of each). On the database of the
 * demonstration; with statements that are prepared, and plain beside them, both in one run.
 */
import { cpuOf, median, signIn, startBench } from './installation.mjs';
import { atMost, inMs, ratio, report } from './report.mjs';

const TIMES = Number(process.env.TIMES ?? 300);

const bench = await startBench('reads');
try {
  // It fills the database.
  (await bench.api()).stop();
  const sql = bench.sql();
  const people = { pharmacist: await signIn(sql, { profile: 'pharmacist' }), operator: await signIn(sql, { staff: 'data-manager' }) };
  const places = await placesOf(sql);
  const [plain, prepared] = [await measure('off'), await measure('on')];
  const all = ({ api, database }) => api + database;
  report('reads', {
    head: ['reading', 'prepared / plain', 'API', 'PostgreSQL', 'both', 'both, plain', 'to the answer'],
    rows: places.map(({ name }) => {
      const [one, other] = [prepared.get(name), plain.get(name)];
      return [name, ratio(all(one), all(other)), inMs(one.api), inMs(one.database), inMs(all(one)), inMs(all(other)), inMs(one.wall)];
    }),
    aims: places.flatMap(({ name, most }) => (most ? [atMost(`${name}, processor`, most, all(prepared.get(name)), 'ms')] : [])),
  });

  async function measure(way) {
    const api = await bench.api(undefined, undefined, { PREPARED_STATEMENTS: way });
    const found = new Map();
    for (const place of places) {
      for (let warm = 0; warm < 40; warm++) await read(api, people[place.by], place);
      const [api0, database0] = [cpuOf(api.pid), bench.databaseCpu()];
      const times = [];
      for (let time = 0; time < TIMES; time++) times.push(await read(api, people[place.by], place));
      const [own, database] = [(cpuOf(api.pid) - api0) / TIMES, (bench.databaseCpu() - database0) / TIMES];
      found.set(place.name, { wall: median(times), api: own, database });
    }
    api.stop();
    return found;
  }
} finally {
  await bench.close();
}

async function read(api, reader, { path, body }) {
  const start = performance.now();
  const sent = body && { method: 'POST', body: JSON.stringify(body) };
  const headers = { ...reader.headers, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(`${api.url}/api/v1${path}`, { headers, ...sent });
  await response.text();
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return performance.now() - start;
}

/** Of the patient with the most forms, whom a pharmacist of the centre reads; `most`: milliseconds of processor, of both, that are aimed at. */
async function placesOf(sql) {
  const { rows } = await sql.query(
    `SELECT e.id, e.authorisation_id AS authorisation, (SELECT f.id FROM form_record f WHERE f.enrolment_id = e.id ORDER BY f.filled DESC LIMIT 1) AS form
     FROM enrolment e JOIN form_record f ON f.enrolment_id = e.id
     WHERE e.centre_id = (SELECT centre_id FROM profile WHERE role = 'pharmacist' ORDER BY id LIMIT 1) GROUP BY e.id ORDER BY count(*) DESC LIMIT 1`,
  );
  const [{ id, form, authorisation }] = rows;
  return [
    { name: 'home', by: 'pharmacist', path: '/home?each=10', most: 10 },
    { name: 'file', by: 'pharmacist', path: `/enrolments/${id}` },
    { name: 'form', by: 'pharmacist', path: `/forms/${form}`, most: 4 },
    { name: 'history of a form', by: 'pharmacist', path: `/forms/${form}/history`, most: 4 },
    { name: 'list, a page of 50', by: 'operator', path: '/enrolments/search', body: {}, most: 8 },
    { name: 'matrix, a page', by: 'pharmacist', path: `/dashboard/matrix?authorisationId=${authorisation}`, most: 8 },
  ];
}
