import { plannedLines, type PlannedLine } from '#calendar/domain';
import { countsOf, type FollowUp, type KnownForm } from '#forms/api';
import { isOpeningKind, withCalculated } from '#protocols/domain';

/** A row of `planned_form`, its enrolment and rank aside. */
export interface PlannedRow {
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

/** The form that opened the enrolment, then the calendar. Under a waiver nobody is asked for what a begun form misses (charter R8). */
export function rowsOf(followUp: FollowUp): PlannedRow[] {
  const seen = new Set<string>();
  const opening = followUp.records.find(({ formKind }) => isOpeningKind(formKind));
  return [
    ...(opening ? [{ ...ofRecord(opening), announced: false, ended: false, counted: true }] : []),
    ...plannedLines(followUp.course).map((line) => ({ ...ofLine(followUp, line), counted: isFirst(followUp, line, seen) })),
  ].map((row) => (followUp.waived && row.form_state === 'in-progress' ? { ...row, missing: 0 } : row));
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

function ofRecord(record: KnownForm) {
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
function notBegun({ version, protocol, course }: FollowUp, row: PlannedLine['row']) {
  const form = protocol.forms.find(({ code }) => code === row.form);
  if (!form) throw new Error(`The calendar asks for ${row.form}, which its protocol lacks.`);
  const env = course.envAt(row);
  const { applicable, missing, allPut } = countsOf(form, withCalculated(form, {}, env), env);
  return {
    protocol_version_id: version.id,
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
