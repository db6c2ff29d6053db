import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Jobs, unhurried } from '#kernel/api';

/** The job that adds sums up. */
const FOLD = 'calendars.fold';
const EVERY_SECONDS = 60;

/** Adds up what `calendar_sum` was given since the last time. What is read of it is the same before and after. */
@Injectable()
export class CalendarSums implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(FOLD, { seconds: EVERY_SECONDS }, () => this.fold());
  }

  async fold(): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await unhurried(tx);
      // One at a time: of two, each would leave a sum of what it took itself.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('calendar_sum'))`);
      await foldSums(tx);
    });
  }
}

/** Adds up, once: in one statement, so that whoever reads meanwhile sees all rows or their sum. */
export async function foldSums(tx: { query(sql: string): Promise<unknown> }): Promise<void> {
  await tx.query(FOLDED);
}

/** How many sums are not those of the lines: none, unless someone wrote behind the product's back. */
export async function wrongSums(tx: EntityManager): Promise<number> {
  const [{ wrong }] = await tx.query(`SELECT count(*)::int AS wrong FROM (${DIFFERENCES}) difference`);
  return wrong;
}

/** Makes the sums those of the lines. Nobody who writes waits for it. @returns how many were not. */
export async function correctSums(tx: EntityManager): Promise<number> {
  const [{ wrong }] = await tx.query(
    `WITH corrected AS (INSERT INTO calendar_sum (${COLUMNS}) ${DIFFERENCES} RETURNING 1) SELECT count(*)::int AS wrong FROM corrected`,
  );
  return wrong;
}

const WHOSE = 'authorisation_id, centre_id, form_code, protocol_version_id';
const MEASURES = ['patients', 'late', 'soon', 'in_progress', 'forms', 'applicable', 'missing', 'all_put'] as const;
const listed = (of: (name: string) => string = (name) => name) => MEASURES.map(of).join(', ');
const COLUMNS = `${WHOSE}, day, place, ${listed()}`;
const SUMS = listed((name) => `sum(${name})`);
const SOMETHING = `HAVING (${SUMS}) <> (${listed(() => '0')})`;

/** Past for every centre, none of which is further than a day from the server: what counts from there counts whatever the day. */
const PAST = `day > '-infinity' AND day < CURRENT_DATE - 1`;
const SETTLED_DAY = `CASE WHEN ${PAST} THEN '-infinity' ELSE day END`;

/** Of what two take at once neither takes what the other did: counts stay right, whatever the order. */
const FOLDED = `
  WITH taken AS (
    DELETE FROM calendar_sum WHERE id IN (SELECT id FROM calendar_sum WHERE NOT folded UNION ALL SELECT id FROM calendar_sum WHERE folded AND ${PAST})
    RETURNING ${WHOSE}, ${SETTLED_DAY} AS day, place, ${listed()}
  ), met AS (
    SELECT DISTINCT ${WHOSE}, day FROM taken
  ), kept AS (
    DELETE FROM calendar_sum kept USING met
    WHERE kept.folded AND kept.authorisation_id = met.authorisation_id AND kept.day = met.day AND kept.centre_id = met.centre_id
      AND kept.form_code = met.form_code AND kept.protocol_version_id IS NOT DISTINCT FROM met.protocol_version_id
    RETURNING kept.*
  )
  INSERT INTO calendar_sum (${COLUMNS}, folded)
  SELECT ${WHOSE}, day, min(place), ${SUMS}, true FROM (SELECT ${COLUMNS} FROM taken UNION ALL SELECT ${COLUMNS} FROM kept) each
  GROUP BY ${WHOSE}, day ${SOMETHING}`;

/** What the lines give, without what is kept: rows that would make the sums right. */
const DIFFERENCES = `
  SELECT ${WHOSE}, ${SETTLED_DAY} AS day, min(place) AS place, ${SUMS} FROM (
    SELECT ${WHOSE}, day, NULL::int AS place, ${listed((name) => `-${name} AS ${name}`)} FROM calendar_sum
    UNION ALL
    SELECT authorisation_id, centre_id, '', NULL, '-infinity', NULL, 1, 0, 0, 0, 0, 0, 0, 0 FROM enrolment WHERE state = 'granted'
    UNION ALL
    SELECT enrolment.authorisation_id, enrolment.centre_id, line.form_code, line.protocol_version_id, step.day, line.rank, 0,
      step.late, step.soon, step.in_progress, step.forms, step.forms * line.applicable, step.forms * line.missing, step.forms * line.all_put
    FROM planned_form line JOIN enrolment ON enrolment.id = line.enrolment_id AND enrolment.state = 'granted'
    CROSS JOIN LATERAL planned_form_steps(line.counted, line.form_state, line.ended, line.due_from, line.until_day, line.late_after) step
  ) each GROUP BY ${WHOSE}, ${SETTLED_DAY} ${SOMETHING}`;
