import type { World } from './world.js';

/** Of a row that is copied, the id that each copy has: the same wherever the row is named, and of a version that the API takes. */
const copied = (id: string) => `overlay(overlay(md5(${id}::text || n) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid`;

/** A second apart, so that the copies have an order. */
const later = (at: string) => `${at} + n * interval '1 second'`;

/** Table by table: which rows are of the patient, and what a copy has of its own. */
const ROWS: readonly (readonly [table: string, own: Readonly<Record<string, string>>])[] = [
  [
    'enrolment',
    {
      id: copied('one.id'),
      registration_number: `split_part(one.registration_number, '-', 1) || '-9' || lpad(n::text, 5, '0')`,
      created_at: later('one.created_at'),
      decided_at: later('one.decided_at'),
    },
  ],
  ['form_record', { id: copied('one.id'), enrolment_id: copied('one.enrolment_id'), opened_at: later('one.opened_at') }],
  ['planned_calendar', { enrolment_id: copied('one.enrolment_id') }],
  ['planned_form', { enrolment_id: copied('one.enrolment_id'), form_id: copied('one.form_id') }],
];

/** A patient's file many times over, forms and calendar with it: for lists that have more than a page. */
export async function copyFile({ db }: World, enrolmentId: string, many: number): Promise<void> {
  for (const [table, own] of ROWS) {
    const values = Object.entries(own).flatMap(([column, value]) => [`'${column}'`, value]);
    await db.query(
      `INSERT INTO ${table} SELECT copy.* FROM ${table} one CROSS JOIN generate_series(1, $2::int) n
       CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, to_jsonb(one) || jsonb_build_object(${values.join(', ')})) copy
       WHERE one.${table === 'enrolment' ? 'id' : 'enrolment_id'} = $1`,
      [enrolmentId, many],
    );
  }
}

/** A query many times over, each asked a second after the one before. */
export async function copyQuery({ db }: World, queryId: string, many: number): Promise<void> {
  await db.query(
    `INSERT INTO query SELECT copy.* FROM query one CROSS JOIN generate_series(1, $2::int) n
     CROSS JOIN LATERAL jsonb_populate_record(NULL::query, to_jsonb(one) || jsonb_build_object('id', ${copied('one.id')},
       'check_key', one.check_key || n, 'opened_at', ${later('one.opened_at')})) copy
     WHERE one.id = $1`,
    [queryId, many],
  );
}

/** A case of pharmacovigilance many times over, without its declarations. */
export async function copyCase({ db }: World, caseId: string, many: number): Promise<void> {
  await db.query(
    `INSERT INTO pv_case SELECT copy.* FROM pv_case one CROSS JOIN generate_series(1, $2::int) n
     CROSS JOIN LATERAL jsonb_populate_record(NULL::pv_case, to_jsonb(one) || jsonb_build_object('id', ${copied('one.id')})) copy
     WHERE one.id = $1`,
    [caseId, many],
  );
}

/** Someone works in every centre, so that each of them is to review who has access there. */
export async function reviewedEverywhere({ db }: World): Promise<void> {
  await db.query(
    `INSERT INTO profile (person_id, centre_id, role) SELECT (SELECT min(id::text)::uuid FROM person), id, 'pnm' FROM centre ON CONFLICT DO NOTHING`,
  );
  await db.query(`INSERT INTO access_review (centre_id, due_on) SELECT id, CURRENT_DATE + 30 FROM centre ON CONFLICT DO NOTHING`);
}
