/**
 * Begun forms that could go to another version of their protocol, previewed: `node_modules/.bin/node tools/bench/passage.mjs` (FORMS=1914 ROUNDS=5). The forms of the
 * demonstration that no signature holds are copied until there are so many; the later version lacks a field that was answered and a code that was chosen. Beside it, in the
 * same run, the same forms, patients and signatures read as plain SQL.
 */
import { cpuOf, median, signIn, startBench } from './installation.mjs';
import { atMost, inMs, ratio, report } from './report.mjs';

const FORMS = Number(process.env.FORMS ?? 1914);
const ROUNDS = Number(process.env.ROUNDS ?? 5);

const bench = await startBench('passage');
try {
  const api = await bench.api();
  const sql = bench.sql();
  const manager = await signIn(sql, { staff: 'gestionnaire' });
  const { from, to, copied } = await fill(sql, manager);
  const preview = async (more = {}) => {
    const start = performance.now();
    const response = await fetch(`${api.url}/api/v1/protocol-versions/${to}/passages/preview`, {
      method: 'POST',
      headers: { ...manager.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ fromVersionId: from, items: [], values: [], ...more }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text.slice(0, 300)}`);
    return { time: performance.now() - start, seen: JSON.parse(text) };
  };
  const { seen: first } = await preview();
  const items = first.unmapped.map(({ form, item }) => ({ form, from: item, to: null }));
  const ways = [
    ['nothing decided', {}],
    ['all decided, answers kept', { items, rest: 'keep' }],
    ['all decided, answers taken away', { items, rest: 'leave' }],
  ];
  const rows = [];
  const aims = [];
  for (const [name, more] of ways) {
    const [api0, database0] = [cpuOf(api.pid), bench.databaseCpu()];
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await preview(more));
    const [own, database] = [(cpuOf(api.pid) - api0) / ROUNDS, (bench.databaseCpu() - database0) / ROUNDS];
    const { ready, undecided, kept } = rounds[0].seen;
    const plain = [];
    for (let round = 0; round < ROUNDS; round++) plain.push(await bySql(sql, from));
    const [time, read] = [median(rounds.map((each) => each.time)), median(plain)];
    rows.push([name, ratio(time, read), inMs(own), inMs(database), inMs(time), inMs(read), `${ready}, ${undecided}, ${kept}`]);
    aims.push(atMost(`preview of ${first.total} begun forms, ${name}`, 3, time / 1000, 's'));
  }
  report('passage', {
    head: [
      `${first.total} begun forms of ${copied} patients`,
      'preview / plain reading',
      'API',
      'PostgreSQL',
      'preview',
      'plain reading',
      'ready, to decide, keep theirs',
    ],
    rows,
    aims,
  });
} finally {
  await bench.close();
}

async function bySql(sql, versionId) {
  const start = performance.now();
  await sql.query('SELECT f.*, e.* FROM form_record f JOIN enrolment e ON e.id = f.enrolment_id WHERE f.protocol_version_id = $1', [
    versionId,
  ]);
  await sql.query('SELECT s.* FROM signature s JOIN form_record f ON f.id = s.form_id WHERE f.protocol_version_id = $1', [versionId]);
  return performance.now() - start;
}

/** The version under which most forms were begun, one after it, and copies of its patients' forms until there are enough. */
async function fill(sql, { personId }) {
  const { rows } = await sql.query(
    `SELECT v.* FROM protocol_version v JOIN authorisation a ON a.protocol_code = v.code JOIN staff_scope s ON s.authorisation_id = a.id AND s.person_id = $1
     JOIN form_record f ON f.protocol_version_id = v.id GROUP BY v.id ORDER BY count(*) DESC LIMIT 1`,
    [personId],
  );
  const [version] = rows;
  const { rows: answered } = await sql.query(
    `SELECT f.form_code AS form, v.key AS item, v.value #>> '{}' AS value, count(*)::int AS count
     FROM form_record f, jsonb_each(f."values") v WHERE f.protocol_version_id = $1 AND f.form_kind <> 'FAT' GROUP BY 1, 2, 3 ORDER BY count DESC`,
    [version.id],
  );
  const later = laterThan(version.document, answered);
  const { rows: made } = await sql.query(
    `INSERT INTO protocol_version (code, version, sha256, document, source, state, valid_from, published_at, published_by)
     VALUES ($1, $2, 'mesure', $3, '', 'published', current_date - 1, now(), 'Mesure') RETURNING id`,
    [version.code, version.version + 100, JSON.stringify({ ...later, version: version.version + 100 })],
  );
  // Copies need no calendar of their own; forms of one patient go together, the FAT first.
  await sql.query(`
    CREATE TEMP TABLE model AS SELECT e.*, row_number() OVER (ORDER BY e.id) - 1 AS rank, (SELECT count(*) FROM form_record f WHERE f.enrolment_id = e.id) AS forms
      FROM enrolment e WHERE EXISTS (SELECT FROM form_record f WHERE f.enrolment_id = e.id AND f.protocol_version_id = '${version.id}' AND f.form_kind <> 'FAT')`);
  const { rows: size } = await sql.query(
    `SELECT sum(forms)::int AS forms, count(*)::int AS models, (SELECT count(*)::int FROM form_record WHERE protocol_version_id = $1) AS already FROM model`,
    [version.id],
  );
  const [{ forms, models, already }] = size;
  const copies = Math.ceil(((FORMS - already) / forms) * models);
  await sql.query(`
    CREATE TEMP TABLE copy AS SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS patient_id, model.id AS model_id FROM generate_series(1, ${copies}) n JOIN model ON model.rank = n % ${models};
    INSERT INTO patient (id, holder_id, family_letters, given_letters, birth, sex)
      SELECT copy.patient_id, holder_id, chr(65 + n % 26) || chr(65 + n / 26 % 26) || chr(65 + n / 676 % 26), 'JE', '1961-03', 'F'
      FROM copy JOIN enrolment e ON e.id = copy.model_id JOIN patient p ON p.id = e.patient_id;
    INSERT INTO enrolment (id, patient_id, authorisation_id, centre_id, author_id, prescriber_id, state, registration_number, first_sent_at, sent_at, decided_at)
      SELECT copy.id, copy.patient_id, authorisation_id, centre_id, author_id, prescriber_id, 'granted', 'BANC-' || n, now(), now(), decided_at
      FROM copy JOIN enrolment e ON e.id = copy.model_id;
    INSERT INTO form_record (enrolment_id, protocol_version_id, form_code, form_kind, visit_code, occurrence, centre_id, opened_by, opened_at, changed_at, "values", marks, state, applicable, filled, missing, all_put)
      SELECT copy.id, protocol_version_id, form_code, form_kind, visit_code, occurrence, f.centre_id, opened_by, opened_at, changed_at, "values", marks, f.state, applicable, filled, missing, all_put
      FROM copy JOIN form_record f ON f.enrolment_id = copy.model_id`);
  await sql.query('VACUUM ANALYZE');
  const { rows: counted } = await sql.query(
    'SELECT count(DISTINCT enrolment_id)::int AS n FROM form_record WHERE protocol_version_id = $1',
    [version.id],
  );
  return { from: version.id, to: made[0].id, copied: counted[0].n };
}

/** Without the field most often answered that nothing else names, and without the code most often chosen. */
function laterThan(document, answered) {
  const text = JSON.stringify(document);
  const named = (code) => text.split(JSON.stringify(code)).length - 1;
  const gone = answered.find(({ item }) => !item.includes('/') && named(item) === 1);
  const choices = new Map(
    document.forms
      .flatMap(({ sections }) => sections)
      .flatMap(({ content }) => content)
      .filter(({ type, list }) => type === 'choice' && list)
      .map((item) => [item.code, item.list]),
  );
  const chosen = answered.find(({ item, value }) => choices.has(item) && item !== gone.item && value !== null);
  const without = structuredClone(document);
  for (const section of without.forms.flatMap(({ sections }) => sections))
    section.content = section.content.filter(({ code }) => code !== gone.item);
  const list = without.codeLists[choices.get(chosen.item)];
  const entries = Array.isArray(list) ? list : list.entries;
  entries.splice(
    entries.findIndex(({ code }) => code === chosen.value),
    1,
  );
  return without;
}
