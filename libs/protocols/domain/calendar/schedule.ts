import type { CalendarDate } from '#kernel/domain';
import { occurrencesOf, type PlannedVisit } from './calendar.js';
import { courseDays, kindOfForm, type CourseDays, type KnownOfCourse } from './course-days.js';
import type { EndTold } from './ends.js';
import type { Env, Visit } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { registryOf } from '../language/registries.js';
import { problemsOf, type ScheduleProblem } from './schedule-problems.js';
import { isAskedFor, type Planned, type Succession } from './succession.js';

/** A form that was opened for the patient, as far as the calendar asks. */
export interface RecordedForm {
  readonly form: string;
  /** Code of the visit, that of the unscheduled one included; not given for a form outside visits. */
  readonly visit?: string;
  /** 1 when not given. */
  readonly occurrence?: number;
  readonly state: 'empty' | 'in-progress' | 'complete';
  /** The day on which it took place, as its item `heldOn` says. */
  readonly heldOn?: CalendarDate;
  /** The death, or the end of follow-up, that it tells. */
  readonly ends?: EndTold;
  /** The version that it was made from; the one of the calendar when not given. */
  readonly madeFrom?: Planned;
}

/**
 * Charter C7.2. `late` is said of what is not complete after its window, begun or not; `not-applicable` of what comes after the stop, or the end of
 * follow-up, and was not begun.
 */
export type ScheduleState = 'upcoming' | 'due' | 'late' | 'in-progress' | 'complete' | 'not-applicable';

/** One form at one visit, or one that happened outside the calendar. */
export interface ScheduledForm<Recorded extends RecordedForm = RecordedForm> {
  readonly form: string;
  readonly visit?: string;
  readonly label?: string;
  readonly occurrence: number;
  /** The days foreseen; absent while nobody can tell them, and for what is not planned. */
  readonly target?: CalendarDate;
  readonly from?: CalendarDate;
  readonly until?: CalendarDate;
  /** Counted from a forecast: the days may still move. */
  readonly announced: boolean;
  readonly state: ScheduleState;
  readonly record?: Recorded;
}

export interface Schedule<Recorded extends RecordedForm = RecordedForm> {
  readonly rows: readonly ScheduledForm<Recorded>[];
  readonly problems: readonly ScheduleProblem[];
}

/**
 * Where the patient stands in the calendar: every form of every visit, with its days and its state, then what happened outside visits; in
 * the order of the days. Today only moves a form from upcoming to due to late, never back; a later day 0 makes none later than it was.
 * A form that was begun stands as the version that it was made from plans it, also where `protocol`, the one in force, does not ask for it any
 * more; what was not begun is as `protocol` asks, save what is collected in a registry (charter C1.8). `env.forms` are the forms filled once, by code, only the values that apply.
 * @param since what was in force before, when `protocol` followed another version.
 */
export function schedule<Recorded extends RecordedForm>(
  protocol: Planned,
  records: readonly Recorded[],
  env: KnownOfCourse,
  since?: Succession,
): Schedule<Recorded> {
  const days = courseDays(protocol, records, env);
  const kept = rowsKept(protocol, records, env);
  const planned = plannedRows(protocol, records, days).flatMap((row): readonly ScheduledForm<Recorded>[] => {
    if (!row.record) return !registryOf(protocol, row.form) && isAskedFor(row, since) ? [row] : [];
    if (!row.record.madeFrom || row.record.madeFrom === protocol) return [row];
    return (kept.get(row.record) ?? []).filter(({ visit, occurrence }) => visit === row.visit && occurrence === row.occurrence);
  });
  const found = new Set([...planned, ...[...kept.values()].flat()]);
  const placed = new Set([...found].map(({ record }) => record));
  const others = records.filter(
    (record) => !placed.has(record) && !isOpeningKind(kindOfForm(record.madeFrom ?? protocol, record.form) ?? ''),
  );
  const rows = [...found, ...others.map((record) => rowOutside(record, record.madeFrom ?? protocol))];
  return { rows: rows.sort(byDay), problems: problemsOf(protocol, records, days) };
}

/** The forms that were made from another version, where that version plans them. */
function rowsKept<Recorded extends RecordedForm>(
  protocol: Planned,
  records: readonly Recorded[],
  env: KnownOfCourse,
): ReadonlyMap<Recorded, readonly ScheduledForm<Recorded>[]> {
  const kept = new Map<Recorded, ScheduledForm<Recorded>[]>();
  for (const version of new Set(records.flatMap(({ madeFrom }) => (madeFrom && madeFrom !== protocol ? [madeFrom] : [])))) {
    for (const row of plannedRows(version, records, courseDays(version, records, env))) {
      if (row.record?.madeFrom === version) kept.set(row.record, [...(kept.get(row.record) ?? []), row]);
    }
  }
  return kept;
}

/** What a version plans, begun or not. */
function plannedRows<Recorded extends RecordedForm>(
  version: Planned,
  records: readonly Recorded[],
  days: CourseDays,
): readonly ScheduledForm<Recorded>[] {
  const rows = version.calendar.visits.flatMap((visit) => rowsOfVisit(visit, version, records, days));
  return [...rows, ...openingRow(version, records, days)];
}

/** What a form filled at that row knows of its visit. */
export function visitEnv({ visit, target, from, until }: ScheduledForm): Pick<Env, 'visit' | 'visitDate' | 'visitFrom' | 'visitUntil'> {
  return {
    ...(visit !== undefined && { visit }),
    ...(target !== undefined && { visitDate: target }),
    ...(from !== undefined && { visitFrom: from }),
    ...(until !== undefined && { visitUntil: until }),
  };
}

function rowsOfVisit<Recorded extends RecordedForm>(
  visit: Visit,
  { forms, calendar }: Planned,
  records: readonly Recorded[],
  course: CourseDays,
): readonly ScheduledForm<Recorded>[] {
  const sure = visit.anchor ? course.anchorOf(visit) : course.anchor;
  const day = sure ?? (visit.anchor ? undefined : course.forecast);
  const announced = sure === undefined && day !== undefined;
  const moments: readonly (PlannedVisit | Undated)[] = day ? occurrencesOf(visit, day) : [{ occurrence: 1 }];

  return moments.flatMap((moment) =>
    visit.forms.map((code): ScheduledForm<Recorded> => {
      const once = forms.some((form) => form.code === code && form.occurs === 'once');
      const record = records.find(
        (each) => each.form === code && (once || (each.visit === visit.code && (each.occurrence ?? 1) === moment.occurrence)),
      );
      const { occurrence, ...days } = 'target' in moment ? daysOf(moment) : moment;
      const opens = sure === undefined && calendar.anchor?.form === code;
      const ended = course.neverBegan || isOver(days, course) || (visit.keptAfterStop !== true && comesAfterStop(days, course));
      const state = stateOf({ ...days, today: course.today, unsure: sure === undefined, opens, ended, ...(record && { record }) });
      return { form: code, visit: visit.code, label: visit.label, occurrence, ...days, announced, state, ...(record && { record }) };
    }),
  );
}

interface Undated {
  readonly occurrence: number;
}
type Days = Partial<Pick<PlannedVisit, 'target' | 'from' | 'until'>>;

function daysOf({ occurrence, target, from, until }: PlannedVisit): Undated & Days {
  return { occurrence, target, from, until };
}

/** Of a day that nobody can tell it is not said. */
function comesAfterStop({ target }: Days, { stop }: CourseDays): boolean {
  return stop !== undefined && target !== undefined && target > stop;
}

/** After a death, or the end of follow-up, nothing comes: neither what was counted from the stop, nor what nobody could date yet. */
function isOver({ target }: Days, { end }: CourseDays): boolean {
  return end !== undefined && (target === undefined || end.day === undefined || target > end.day);
}

/** While day 0 is not sure, nothing is late, and only the form that will tell it is due. */
function stateOf(at: Days & { today: string; unsure: boolean; opens: boolean; ended: boolean; record?: RecordedForm }): ScheduleState {
  const begun = at.record?.state === 'in-progress';
  if (at.record?.state === 'complete') return 'complete';
  if (at.ended) return begun ? 'in-progress' : 'not-applicable';
  const open = at.from === undefined ? at.opens : at.today >= at.from && (at.opens || !at.unsure);
  if (!at.unsure && at.until !== undefined && at.today > at.until) return 'late';
  return begun ? 'in-progress' : open ? 'due' : 'upcoming';
}

/** The form that tells day 0, where no visit asks for it. */
function openingRow<Recorded extends RecordedForm>(
  { calendar, forms }: Planned,
  records: readonly Recorded[],
  course: CourseDays,
): readonly ScheduledForm<Recorded>[] {
  const form = forms.find(({ code }) => code === calendar.anchor?.form);
  const asked = calendar.visits.some((visit) => form && visit.forms.includes(form.code));
  if (!form || isOpeningKind(form.kind) || asked || records.some((record) => record.form === form.code)) return [];
  const at = course.forecast;
  const ended = course.neverBegan || isOver({ ...(at && { target: at }) }, course);
  const state = stateOf({ ...(at && { from: at }), today: course.today, unsure: true, opens: true, ended });
  return [{ form: form.code, occurrence: 1, ...(at && { target: at }), announced: at !== undefined, state }];
}

function rowOutside<Recorded extends RecordedForm>(record: Recorded, { calendar }: Planned): ScheduledForm<Recorded> {
  const visits = [...calendar.visits, ...(calendar.unscheduled ? [calendar.unscheduled] : [])];
  const visit = visits.find(({ code }) => code === record.visit);
  return {
    form: record.form,
    ...(record.visit !== undefined && { visit: record.visit }),
    ...(visit && { label: visit.label }),
    occurrence: record.occurrence ?? 1,
    announced: false,
    state: record.state === 'complete' ? 'complete' : 'in-progress',
    record,
  };
}

/** By day foreseen, or the day it took place; what has no day stays last, as the calendar has it. */
export function byDay(a: ScheduledForm, b: ScheduledForm): number {
  const [first, second] = [a, b].map(({ target, record }) => target ?? record?.heldOn ?? '9999-12-31') as [string, string];
  return first < second ? -1 : first > second ? 1 : 0;
}
