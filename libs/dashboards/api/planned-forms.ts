import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { plannedLines, type PlannedLine } from '#dashboards/domain';
import { countsOf, Courses, FormChanges, todayAt, type FollowUp, type FormRecord } from '#forms/api';
import { Journal } from '#kernel/api';
import { withCalculated } from '#protocols/domain';

/** A row of `planned_form`, its enrolment and rank aside. */
interface PlannedRow {
  readonly protocol_version_id: string;
  readonly form_code: string;
  readonly form_kind: string;
  readonly visit_code: string;
  readonly occurrence: number;
  readonly target_day?: string;
  readonly until_day?: string;
  readonly announced: boolean;
  readonly due_from?: string;
  readonly late_after?: string;
  readonly ended: boolean;
  readonly form_id?: string;
  readonly form_state: 'none' | 'in-progress' | 'complete';
  readonly visit_centre_id?: string;
  readonly applicable: number;
  readonly missing: number;
  readonly all_put: number;
  readonly counted: boolean;
}

/**
 * Keeps the calendar of every patient who has a number as rows, in the transaction of whatever changes it: the grant, and every change of a
 * form. What the dashboards read is therefore never behind.
 */
@Injectable()
export class PlannedForms implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(PlannedForms.name);

  constructor(
    private readonly courses: Courses,
    private readonly changes: FormChanges,
    private readonly journal: Journal,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.changes.on(async (ctx, { open, followUp }) => {
      if (open.enrolment.state === 'granted') await this.write(ctx.tx, open.enrolment.id, followUp);
    });
    this.journal.on('request.granted', (tx, { stream }) => this.rebuild(tx, stream.id));
  }

  /** Patients whose calendar nobody wrote down yet (data brought in by other means): it is, before anyone asks. */
  async onApplicationBootstrap(): Promise<void> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM enrolment WHERE state = 'granted' AND NOT EXISTS (SELECT FROM planned_form WHERE enrolment_id = enrolment.id)`,
    );
    for (const { id } of rows) await this.dataSource.transaction((tx) => this.rebuild(tx, id));
    if (rows.length > 0) this.logger.log(`The calendars of ${rows.length} patients were written down.`);
  }

  /** Reckons one patient's calendar anew. Takes the enrolment's lock, as whoever writes a form does. */
  async rebuild(tx: EntityManager, enrolmentId: string): Promise<void> {
    const [{ centre_id: centreId }] = await tx.query('SELECT centre_id FROM enrolment WHERE id = $1 FOR UPDATE', [enrolmentId]);
    const today = await todayAt({ tx }, centreId);
    await this.write(tx, enrolmentId, await this.courses.of(tx, enrolmentId, today));
  }

  /** In one statement, which touches only what differs: a value that is typed moves one row. */
  private async write(tx: EntityManager, enrolmentId: string, followUp: FollowUp): Promise<void> {
    await tx.query(WRITE, [enrolmentId, JSON.stringify(rowsOf(followUp))]);
  }
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
  )
  INSERT INTO planned_form AS kept (enrolment_id, rank, ${COLUMNS.join(', ')})
  SELECT $1, at, ${COLUMNS.join(', ')} FROM wanted
  ON CONFLICT (enrolment_id, rank) DO UPDATE SET (${COLUMNS.join(', ')}) = (${COLUMNS.map((name) => `excluded.${name}`).join(', ')})
  WHERE (${COLUMNS.map((name) => `kept.${name}`).join(', ')}) IS DISTINCT FROM (${COLUMNS.map((name) => `excluded.${name}`).join(', ')})`;

/** The FAT, then the calendar. */
function rowsOf(followUp: FollowUp): PlannedRow[] {
  const seen = new Set<string>();
  const fat = followUp.records.find(({ formKind }) => formKind === 'FAT');
  return [
    ...(fat ? [{ ...ofRecord(fat), announced: false, ended: false, counted: true }] : []),
    ...plannedLines(followUp.course).map((line) => ({ ...ofLine(followUp, line), counted: isFirst(followUp, line, seen) })),
  ];
}

function ofLine(followUp: FollowUp, { row, dueFrom, lateAfter, ended }: PlannedLine): Omit<PlannedRow, 'counted'> {
  const record = row.record && followUp.records.find(({ id }) => id === row.record?.source.id);
  return {
    ...(record ? ofRecord(record) : notBegun(followUp, row)),
    visit_code: row.visit ?? '',
    occurrence: row.occurrence,
    ...(row.target && { target_day: row.target }),
    ...(row.until && { until_day: row.until }),
    announced: row.announced,
    ...(dueFrom !== undefined && { due_from: dueFrom }),
    ...(lateAfter !== undefined && { late_after: lateAfter }),
    ended,
  };
}

function ofRecord(record: FormRecord) {
  return {
    protocol_version_id: record.protocolVersionId,
    form_code: record.formCode,
    form_kind: record.formKind,
    visit_code: record.visitCode,
    occurrence: record.occurrence,
    form_id: record.id,
    form_state: record.state,
    visit_centre_id: record.centreId,
    applicable: record.applicable,
    missing: record.missing,
    all_put: record.allPut,
  };
}

/** What a form would ask, were it opened now and left empty. */
function notBegun({ records, protocol, course }: FollowUp, row: PlannedLine['row']) {
  const form = protocol.forms.find(({ code }) => code === row.form);
  const version = records.find(({ formKind }) => formKind === 'FAT')?.protocolVersionId;
  if (!form || !version) throw new Error(`The calendar asks for ${row.form}, which its protocol lacks.`);
  const env = course.envAt(row);
  const { applicable, missing, allPut } = countsOf(form, withCalculated(form, {}, env), env);
  return {
    protocol_version_id: version,
    form_code: form.code,
    form_kind: form.kind,
    form_state: 'none' as const,
    applicable,
    missing,
    all_put: allPut,
  };
}

/** A form filled once stands at every visit that asks for it, and is one form all the same. */
function isFirst({ protocol }: FollowUp, { row }: PlannedLine, seen: Set<string>): boolean {
  const once = protocol.forms.some(({ code, occurs }) => code === row.form && occurs === 'once');
  const key = row.record?.source.id ?? (once ? row.form : [row.form, row.visit, row.occurrence].join('/'));
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
