/**
 * The dashboards and homes at 1 000, 20 000 and 100 000 patients (`SIZES`), over HTTP, in one run: `node tools/bench/dashboard.mjs`. The patients of the demonstration who
 * have a number are copied, forms and calendars with them, over four centres, each with the visits of two years; all sizes are asked in turn, so that the machine's moods weigh on all. A page is
 * compared with that of the smallest size at which it is as full.
 */
import path from 'node:path';
import { ROOT } from '../prelude.mjs';
import { cpuOf, median, signIn, startBench, timed } from './installation.mjs';
import { atMost, inMs, ratio, report } from './report.mjs';

const SIZES = (process.env.SIZES ?? '1000,20000,100000').split(',').map(Number);
const ROUNDS = Number(process.env.ROUNDS ?? 12);

const bench = await startBench('dashboard');
try {
  await (await bench.api()).stop();
  const sides = [];
  const { foldSums } = await import(path.join(ROOT, 'dist/libs/kernel/api/database/sums.js'));
  const { SUMS } = await import(path.join(ROOT, 'dist/apps/api/capabilities.js'));
  for (const size of SIZES) {
    const database = `bench_${size}`;
    const admin = bench.sql('postgres');
    await admin.query(`CREATE DATABASE ${database} TEMPLATE passerelle`);
    const sql = bench.sql(database);
    await fill(sql, size);
    // As the worker does once a minute.
    for (const sums of SUMS) await foldSums(sql, sums);
    await sql.query('VACUUM ANALYZE');
    const api = await bench.api(database);
    const operator = await signIn(sql, { staff: 'data-manager' });
    const pharmacist = await signIn(sql, { profile: 'pharmacist', busy: true });
    const [{ id }] = (
      await sql.query(
        `SELECT authorisation_id AS id FROM enrolment JOIN staff_scope USING (authorisation_id)
      WHERE state = 'granted' AND person_id = $1 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
        [operator.personId],
      )
    ).rows;
    const [{ lines }] = (await sql.query('SELECT count(*)::int AS lines FROM planned_form')).rows;
    process.stdout.write(`${size} patients : ${lines} lignes de calendrier\n`);
    sides.push({ size, sql, api, operator, pharmacist, id, times: new Map() });
  }

  const tables = [
    ['matrix, a page of 50, operator', 'operator', ({ id }) => `matrix?authorisationId=${id}`],
    ['matrix, a page of 50, PUI', 'pharmacist', ({ id }) => `matrix?authorisationId=${id}`],
    ['matrix, a page of late patients, operator', 'operator', ({ id }) => `matrix?authorisationId=${id}&state=late`],
    ['matrix, a page of late patients, PUI', 'pharmacist', ({ id }) => `matrix?authorisationId=${id}&state=late`],
    ['matrix, a page of forms to type, operator', 'operator', ({ id }) => `matrix?authorisationId=${id}&state=due`],
    ['missing data of one authorisation', 'operator', ({ id }) => `missing?authorisationId=${id}`],
    ['open work, a PUI', 'pharmacist', () => 'summary'],
    ['open work, all centres', 'operator', () => 'summary'],
    ['late forms, a page, all centres', 'operator', () => 'forms?work=late'],
    ['late forms, a page, PUI', 'pharmacist', () => 'forms?work=late'],
    ['begun forms, a page, PUI', 'pharmacist', () => 'forms?work=in-progress'],
    ['forms to type within 30 days, a page, PUI', 'pharmacist', () => 'forms?work=soon'],
    ['inclusions by month, PUI', 'pharmacist', () => 'inclusions'],
    ['inclusions by month, operator', 'operator', () => 'inclusions'],
    ['home, PUI', 'pharmacist', () => '/home?each=10'],
    ['home, operator', 'operator', () => '/home?each=10'],
  ];
  const rows = [];
  const aims = [];
  for (const [name, who, address] of tables) {
    const ask = (side) => {
      const place = address(side);
      return fetch(`${side.api.url}/api/v1${place.startsWith('/') ? place : `/dashboard/${place}`}`, { headers: side[who].headers });
    };
    // What a server did while it started is counted late: it is asked a few times first.
    for (const side of sides) {
      for (let round = 0; round < 3; round++) side.rows = rowsOf(await (await ask(side)).json());
      side.before = await sequentialScans(side.sql);
    }
    const cost = new Map(sides.map((side) => [side, { api: 0, database: 0 }]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const side of sides) {
        const [api0, database0] = [cpuOf(side.api.pid), bench.databaseCpu()];
        side.times.set(name, [...(side.times.get(name) ?? []), await timed(() => ask(side))]);
        cost.get(side).api += cpuOf(side.api.pid) - api0;
        cost.get(side).database += bench.databaseCpu() - database0;
      }
    }
    const times = sides.map((side) => median(side.times.get(name)));
    const large = sides.at(-1);
    const full = sides.findIndex(({ rows: few }) => few >= large.rows);
    const scans = (await sequentialScans(large.sql)) - large.before;
    const spent = (of) => sides.map((side) => inMs(cost.get(side)[of] / ROUNDS)).join(' → ');
    const found = sides.map((side) => side.rows).join(' → ');
    const compared = `${ratio(times.at(-1), times[full])}${full > 0 ? ` (of ${sides[full].size})` : ''}`;
    rows.push([name, compared, spent('api'), spent('database'), times.map(inMs).join(' → '), found, String(scans)]);
    aims.push(atMost(`${name}, ${large.size} / ${sides[full].size} patients`, 1.3, times.at(-1) / times[full], ''));
  }
  report('dashboard', {
    head: [
      'table',
      `${SIZES.at(-1)} / ${SIZES[0]} patients`,
      'API',
      'PostgreSQL',
      `to the answer (${SIZES.join(' → ')})`,
      'rows',
      'tables read whole',
    ],
    rows,
    aims,
  });
} finally {
  await bench.close();
}

/** How full a page is: its rows, its months, its tasks. */
function rowsOf({ rows, months, tasks }) {
  return (rows ?? months ?? tasks).length;
}

/** How often a large table was read whole. */
async function sequentialScans(sql) {
  // Counters come a moment after the statements.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { rows } = await sql.query(
    `SELECT sum(seq_scan)::int AS scans FROM pg_stat_user_tables WHERE relname IN ('enrolment', 'planned_form', 'form_record', 'patient')`,
  );
  return rows[0].scans;
}

/**
 * Copies of the patients who have a number, with new letters, spread over four centres and two years. One in ten was transferred a year ago, from the next centre; one in ten is a
 * patient of another enrolment, which it continues.
 */
async function fill(sql, size) {
  await sql.query(`
    INSERT INTO centre (id, name, legal_id) SELECT '99000000' || n, 'Centre d’essai ' || n, '990000000' FROM generate_series(1, 2) n ON CONFLICT DO NOTHING;
    CREATE TEMP TABLE model AS SELECT e.*, row_number() OVER (ORDER BY e.id) - 1 AS rank FROM enrolment e
      WHERE state = 'granted' AND EXISTS (SELECT FROM planned_form p WHERE p.enrolment_id = e.id);
    CREATE TEMP TABLE place AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS rank FROM (SELECT DISTINCT centre_id AS id FROM profile ORDER BY 1 LIMIT 2) known
      UNION ALL SELECT '99000000' || n, n + 1 FROM generate_series(1, 2) n;
    CREATE TEMP TABLE copy AS SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS patient_id, model.id AS model_id, place.id AS centre_id,
        CASE WHEN n % 10 = 7 THEN (SELECT id FROM place other WHERE other.rank = (place.rank + 1) % 4) END AS former_centre_id, NULL::uuid AS former_id
      FROM generate_series(1, ${size}) n JOIN model ON model.rank = n % (SELECT count(*) FROM model) JOIN place ON place.rank = n / 7 % 4;
    UPDATE copy SET patient_id = former.patient_id, former_id = former.id FROM copy former, (SELECT count(*) AS models FROM model) known
      WHERE former.n = copy.n - models AND copy.n % 10 = 3 AND former.n % 10 <> 3;
    INSERT INTO patient (id, holder_id, family_letters, given_letters, birth, sex)
      SELECT copy.patient_id, holder_id, chr(65 + n % 26) || chr(65 + n / 26 % 26) || chr(65 + n / 676 % 26), 'JE', '1961-03', 'F'
      FROM copy JOIN enrolment e ON e.id = copy.model_id JOIN patient p ON p.id = e.patient_id WHERE former_id IS NULL;
    INSERT INTO enrolment (id, patient_id, authorisation_id, centre_id, former_centre_ids, author_id, prescriber_id, state, registration_number, first_sent_at, sent_at, decided_at)
      SELECT copy.id, copy.patient_id, authorisation_id, copy.centre_id, array_remove(ARRAY[former_centre_id], NULL), author_id, prescriber_id, 'granted', 'BANC-' || n, now(), now(), now() - n % 700 * interval '1 day'
      FROM copy JOIN enrolment e ON e.id = copy.model_id;
    INSERT INTO stay (enrolment_id, centre_id, from_day, to_day) SELECT id, former_centre_id, current_date - 900, current_date - 366 FROM copy WHERE former_centre_id IS NOT NULL;
    INSERT INTO stay (enrolment_id, centre_id, from_day) SELECT id, centre_id, current_date - CASE WHEN former_centre_id IS NULL THEN 900 ELSE 365 END FROM copy;
    INSERT INTO relay (former_id, later_id, made_by) SELECT min(id::text)::uuid, max(id::text)::uuid, (SELECT person_id FROM staff LIMIT 1) FROM authorisation
      WHERE NOT EXISTS (SELECT FROM relay);
    INSERT INTO continuation (enrolment_id, former_id, relay_id, attempt) SELECT copy.id, former_id, (SELECT id FROM relay LIMIT 1), 1 FROM copy WHERE former_id IS NOT NULL;
    CREATE TEMP TABLE form_copy AS SELECT copy.id AS enrolment_id, copy.centre_id, f.id AS model_id, gen_random_uuid() AS id FROM copy JOIN form_record f ON f.enrolment_id = copy.model_id;
    INSERT INTO form_record (id, enrolment_id, protocol_version_id, form_code, form_kind, visit_code, occurrence, centre_id, opened_by, opened_at, changed_at, "values", marks, state, applicable, filled, missing, all_put)
      SELECT c.id, c.enrolment_id, protocol_version_id, form_code, form_kind, visit_code, occurrence, c.centre_id, opened_by, opened_at, changed_at, "values", marks, state, applicable, filled, missing, all_put
      FROM form_copy c JOIN form_record f ON f.id = c.model_id;
    CREATE TEMP TABLE line AS SELECT copy.id AS to_id, c.id AS to_form, copy.centre_id AS to_centre, p.* FROM copy JOIN planned_form p ON p.enrolment_id = copy.model_id
      LEFT JOIN form_copy c ON c.model_id = p.form_id AND c.enrolment_id = copy.id;
    UPDATE enrolment SET continued_on = current_date FROM copy WHERE copy.former_id = enrolment.id;
    UPDATE line SET due_from = NULL, late_after = NULL, ended = true FROM copy WHERE copy.former_id = line.to_id AND line.due_from > current_date;
    INSERT INTO planned_form SELECT to_id, rank, protocol_version_id, form_code, form_kind, visit_code, occurrence, target_day, until_day, announced, due_from, late_after, ended,
      to_form, form_state, CASE WHEN to_form IS NOT NULL THEN to_centre END, applicable, missing, all_put, counted FROM line ORDER BY to_id, rank;
    INSERT INTO planned_calendar (enrolment_id, protocol_version_id) SELECT copy.id, protocol_version_id FROM copy JOIN planned_calendar c ON c.enrolment_id = copy.model_id;
    -- A follow-up of two years, a visit a month: what is past was filled, of one patient in a hundred it is late.
    INSERT INTO planned_form (enrolment_id, rank, protocol_version_id, form_code, form_kind, visit_code, occurrence, target_day, until_day, announced, due_from, late_after,
        ended, form_state, applicable, missing, all_put, counted)
      SELECT e.id, 100 + month, f.protocol_version_id, 'SUIVI', 'SUIVI', 'SUIVI', month, day, day + 7, false, day - 7, day + 7, false,
        CASE WHEN day + 7 < current_date AND copy.n % 100 > 0 THEN 'complete' ELSE 'none' END, 40, 40, 48, true
      FROM copy JOIN enrolment e ON e.id = copy.id JOIN form_copy c ON c.enrolment_id = e.id JOIN form_record f ON f.id = c.id AND f.form_kind = 'FAT'
      CROSS JOIN generate_series(1, 24) month CROSS JOIN LATERAL (SELECT e.decided_at::date + month * 30 AS day) planned ORDER BY e.id, month;`);
}
