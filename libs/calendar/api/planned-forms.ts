import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Courses, FormChanges, todayAt, type FollowUp } from '#forms/api';
import { Journal, SYSTEM_ACTOR, type Ctx } from '#kernel/api';
import { ProtocolVersions } from '#protocols/api';
import { rowsOf, type PlannedRow } from './planned-rows.js';
import { REQUEST_ACTS } from '#patients/domain';
import { CALENDAR_ACTS } from '#calendar/domain';

/**
 * Keeps the calendar of every patient who has a number as rows, in the transaction of whatever changes it: the grant, that of a later
 * enrolment, and every change of a form. What the dashboards read is therefore never behind. A calendar that follows another version of its protocol from then
 * on, or that a waiver empties or fills again, is journalled: files that are open hear of it.
 */
@Injectable()
export class PlannedForms implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(PlannedForms.name);

  constructor(
    private readonly courses: Courses,
    private readonly changes: FormChanges,
    private readonly protocols: ProtocolVersions,
    private readonly journal: Journal,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.changes.on(async ({ tx, afterCommit }, { open, followUp }) => {
      const { id, state } = open.enrolment;
      if (state !== 'granted') return undefined;
      const former = await this.writeRows(tx, id, followUp);
      return former && (() => this.tell(tx, id, followUp, former, afterCommit));
    });
    const turns = [REQUEST_ACTS.granted, REQUEST_ACTS.included, REQUEST_ACTS.continued];
    for (const act of turns) this.journal.on(act, (tx, { stream }, afterCommit) => this.rebuild(tx, stream.id, afterCommit));
  }

  /** Patients whose calendar nobody wrote down yet (data brought in by other means): it is, before anyone asks. */
  async onApplicationBootstrap(): Promise<void> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM enrolment WHERE state = 'granted' AND NOT EXISTS (SELECT FROM planned_calendar WHERE enrolment_id = enrolment.id)`,
    );
    for (const { id } of rows) await this.dataSource.transaction((tx) => this.rebuild(tx, id));
    if (rows.length > 0) this.logger.log(`The calendars of ${rows.length} patients were written down.`);
  }

  /** Calculates one patient's calendar again. Takes the enrolment's lock, as anyone who writes a form does. */
  async rebuild(tx: EntityManager, enrolmentId: string, afterCommit?: Ctx['afterCommit']): Promise<void> {
    const [{ centre_id: centreId }] = await tx.query('SELECT centre_id FROM enrolment WHERE id = $1 FOR UPDATE', [enrolmentId]);
    const today = await todayAt({ tx }, centreId);
    await this.write(tx, enrolmentId, await this.courses.of(tx, enrolmentId, today), afterCommit);
  }

  /** In one statement, which touches only what differs: a value that is typed moves one row. The caller holds the enrolment's lock. */
  async write(tx: EntityManager, enrolmentId: string, followUp: FollowUp, afterCommit?: Ctx['afterCommit']): Promise<void> {
    const former = await this.writeRows(tx, enrolmentId, followUp);
    if (former) await this.tell(tx, enrolmentId, followUp, former, afterCommit);
  }

  /** @returns what it was until now, when it follows another version, or a waiver began or ended. */
  private async writeRows(tx: EntityManager, enrolmentId: string, followUp: FollowUp): Promise<FormerCalendar | undefined> {
    const [former] = await tx.query(WRITE, [enrolmentId, JSON.stringify(rowsOf(followUp)), followUp.version.id, followUp.waived]);
    return former;
  }

  private async tell(
    tx: EntityManager,
    enrolmentId: string,
    { version: { id, code, version }, waived }: FollowUp,
    { formerVersionId, wasWaived }: FormerCalendar,
    afterCommit?: Ctx['afterCommit'],
  ): Promise<void> {
    if (wasWaived !== waived) {
      const act = waived ? CALENDAR_ACTS.waived : CALENDAR_ACTS.required;
      await this.journal.appendAs(tx, SYSTEM_ACTOR, act, { stream: enrolmentId, subject: enrolmentId }, afterCommit);
    }
    if (formerVersionId === id) return;
    const former = await this.protocols.version(tx, formerVersionId);
    const details = { code, protocolVersionId: id, formerVersionId, version, former: former.version };
    const record = { stream: enrolmentId, subject: enrolmentId, details };
    await this.journal.appendAs(tx, SYSTEM_ACTOR, CALENDAR_ACTS.versionChanged, record, afterCommit);
  }
}

/** What a calendar was calculated under before. */
interface FormerCalendar {
  readonly formerVersionId: string;
  readonly wasWaived: boolean;
}

const COLUMNS = [
  'protocol_version_id',
  'form_code',
  'form_kind',
  'visit_code',
  'occurrence',
  'target_day',
  'until_day',
  'announced',
  'due_from',
  'late_after',
  'ended',
  'form_id',
  'form_state',
  'visit_centre_id',
  'applicable',
  'missing',
  'all_put',
  'counted',
] as const satisfies readonly (keyof PlannedRow)[];

const WRITE = `
  WITH wanted AS MATERIALIZED (
    SELECT planned.*, numbered.rank::int - 1 AS at
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS numbered (line, rank)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::planned_form, numbered.line) AS planned
  ), gone AS (
    DELETE FROM planned_form WHERE enrolment_id = $1 AND rank >= (SELECT count(*) FROM wanted)
  ), lines AS (
    INSERT INTO planned_form AS kept (enrolment_id, rank, ${COLUMNS.join(', ')})
    SELECT $1, at, ${COLUMNS.join(', ')} FROM wanted
    ON CONFLICT (enrolment_id, rank) DO UPDATE SET (${COLUMNS.join(', ')}) = (${COLUMNS.map((name) => `excluded.${name}`).join(', ')})
    WHERE (${COLUMNS.map((name) => `kept.${name}`).join(', ')}) IS DISTINCT FROM (${COLUMNS.map((name) => `excluded.${name}`).join(', ')})
  ), calendar AS (
    INSERT INTO planned_calendar AS kept (enrolment_id, protocol_version_id, waived) VALUES ($1, $3, $4)
    ON CONFLICT (enrolment_id) DO UPDATE SET protocol_version_id = excluded.protocol_version_id, waived = excluded.waived
    WHERE kept.protocol_version_id <> excluded.protocol_version_id OR kept.waived <> excluded.waived
    RETURNING enrolment_id
  )
  SELECT former.protocol_version_id AS "formerVersionId", former.waived AS "wasWaived"
  FROM calendar JOIN planned_calendar former USING (enrolment_id)`;
