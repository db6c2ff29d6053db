import { frenchDate, isCalendarDate, type CalendarDate } from '#kernel/domain';
import { occurrenceOf, occurrencesOf, timesOf, type PlannedVisit } from './calendar.js';
import type { Completeness } from './completeness.js';
import { NBSP } from './french.js';
import { declaredItems } from './keys.js';
import type { Env, Form, FormItem, Protocol, Visit } from './language.js';
import { valueAt } from './values.js';

/** A form that was opened for the patient, as far as the calendar asks. */
export interface RecordedForm {
  readonly form: string;
  /** Code of the visit, that of the unscheduled one included; not given for a form outside visits. */
  readonly visit?: string;
  /** 1 when not given. */
  readonly occurrence?: number;
  readonly state: Completeness['state'];
  /** The day on which it took place, as its item `heldOn` says. */
  readonly heldOn?: CalendarDate;
}

/**
 * Charter C7.2. `late` is said of what is not complete after its window, begun or not; `not-applicable` of what comes after the stop and was
 * not begun.
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

/** Dates that contradict the calendar: told, and never taken for granted. */
export interface ScheduleProblem {
  readonly code: 'stop-before-start' | 'visit-before-start';
  /** The form whose date is to be corrected. */
  readonly form: string;
  readonly visit?: string;
  readonly occurrence?: number;
  readonly message: string;
}

export interface Schedule<Recorded extends RecordedForm = RecordedForm> {
  readonly rows: readonly ScheduledForm<Recorded>[];
  readonly problems: readonly ScheduleProblem[];
}

type Known = Pick<Env, 'today' | 'forms'>;

/**
 * Where the patient stands in the calendar: every form of every visit, with its days and its state, then what happened outside visits; in
 * the order of the days. Today only moves a form from upcoming to due to late, never back; a later day 0 makes none later than it was.
 * `env.forms` are the forms filled once, by code, only the values that apply.
 */
export function schedule<Recorded extends RecordedForm>(
  protocol: Pick<Protocol, 'forms' | 'calendar'>,
  records: readonly Recorded[],
  env: Known,
): Schedule<Recorded> {
  const course = courseOf(protocol, records, env);
  const planned = protocol.calendar.visits.flatMap((visit) => rowsOfVisit(visit, protocol, records, course));
  const placed = new Set(planned.map(({ record }) => record));
  const others = records.filter((record) => !placed.has(record) && kindOfForm(protocol, record.form) !== 'FAT');
  const rows = [...planned, ...openingRow(protocol, records, course), ...others.map((record) => rowOutside(record, protocol))];
  return { rows: rows.sort(byDay), problems: problemsOf(protocol, records, course) };
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

/** The days that everything counts from. */
interface Course {
  readonly today: string;
  readonly anchor?: CalendarDate;
  readonly forecast?: CalendarDate;
  /** The definitive stop. One that precedes the start is not counted until one of both is corrected: it would erase the whole calendar. */
  readonly stop?: CalendarDate;
  readonly impossibleStop?: CalendarDate;
  /** The form of the stop is complete, and neither it nor the start gives a day. */
  readonly neverBegan: boolean;
  readonly dayOf: (place: FormItem | undefined) => CalendarDate | undefined;
}

function courseOf({ calendar, forms }: Pick<Protocol, 'forms' | 'calendar'>, records: readonly RecordedForm[], env: Known): Course {
  const dayOf = (place: FormItem | undefined) => {
    const values = place && env.forms && Object.hasOwn(env.forms, place.form) ? env.forms[place.form] : undefined;
    const day = values && place && valueAt(values, place.item);
    return isCalendarDate(day) ? day : undefined;
  };
  const [anchor, forecast, stop] = [dayOf(calendar.anchor), dayOf(calendar.forecast), dayOf(stopItem(calendar, forms))];
  const impossible = anchor !== undefined && stop !== undefined && stop < anchor;
  const stopped = records.some(
    ({ form, state }) => state === 'complete' && forms.some(({ code, kind }) => code === form && kind === 'ARRET'),
  );
  return {
    today: env.today,
    ...(anchor && { anchor }),
    ...(forecast && { forecast }),
    ...(stop && (impossible ? { impossibleStop: stop } : { stop })),
    neverBegan: stopped && stop === undefined && anchor === undefined,
    dayOf,
  };
}

/** The item of the definitive stop: the calendar's word, or the first date that the form of that kind asks. */
export function stopItem(calendar: Protocol['calendar'], forms: readonly Form[]): FormItem | undefined {
  if (calendar.stop) return calendar.stop;
  const form = forms.find(({ kind }) => kind === 'ARRET');
  const found = form && declaredItems(form).find(({ item, group }) => item.type === 'date' && !group);
  return form && found && { form: form.code, item: found.item.code };
}

function rowsOfVisit<Recorded extends RecordedForm>(
  visit: Visit,
  { forms, calendar }: Pick<Protocol, 'forms' | 'calendar'>,
  records: readonly Recorded[],
  course: Course,
): readonly ScheduledForm<Recorded>[] {
  const sure = visit.anchor ? course.dayOf(visit.anchor) : course.anchor;
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
      const ended = course.neverBegan || (visit.keptAfterStop !== true && comesAfterStop(days, course));
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
function comesAfterStop({ target }: Days, { stop }: Course): boolean {
  return stop !== undefined && target !== undefined && target > stop;
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
  { calendar, forms }: Pick<Protocol, 'forms' | 'calendar'>,
  records: readonly Recorded[],
  course: Course,
): readonly ScheduledForm<Recorded>[] {
  const form = forms.find(({ code }) => code === calendar.anchor?.form);
  const asked = calendar.visits.some((visit) => form && visit.forms.includes(form.code));
  if (!form || form.kind === 'FAT' || asked || records.some((record) => record.form === form.code)) return [];
  const at = course.forecast;
  const state = stateOf({ ...(at && { from: at }), today: course.today, unsure: true, opens: true, ended: course.neverBegan });
  return [{ form: form.code, occurrence: 1, ...(at && { target: at }), announced: at !== undefined, state }];
}

function rowOutside<Recorded extends RecordedForm>(record: Recorded, { calendar }: Pick<Protocol, 'calendar'>): ScheduledForm<Recorded> {
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

function problemsOf(protocol: Pick<Protocol, 'forms' | 'calendar'>, records: readonly RecordedForm[], course: Course): ScheduleProblem[] {
  const { anchor, impossibleStop } = course;
  if (!anchor) return [];
  const stopForm = stopItem(protocol.calendar, protocol.forms)?.form;
  const early = records.filter((record) => record.heldOn !== undefined && record.heldOn < earliestOf(record, protocol, anchor));
  return [
    ...(impossibleStop && stopForm !== undefined
      ? [
          {
            code: 'stop-before-start' as const,
            form: stopForm,
            message:
              `L’arrêt définitif (${frenchDate(impossibleStop)}) précède le début du traitement (${frenchDate(anchor)})${NBSP}: ` +
              'corrigez l’une des deux dates. Jusque-là, les visites restent prévues.',
          },
        ]
      : []),
    ...early.map(({ form, visit, occurrence, heldOn = anchor }) => ({
      code: 'visit-before-start' as const,
      form,
      ...(visit !== undefined && { visit }),
      ...(occurrence !== undefined && { occurrence }),
      message: `Cette visite (${frenchDate(heldOn)}) précède le début du traitement (${frenchDate(anchor)})${NBSP}: corrigez l’une des deux dates.`,
    })),
  ];
}

/** Forms of visits come from day 0 on, or from the beginning of their window where that is before; others at any time. */
function earliestOf({ visit: code, occurrence = 1 }: RecordedForm, { calendar }: Pick<Protocol, 'calendar'>, anchor: CalendarDate): string {
  const visit = calendar.visits.find((each) => each.code === code);
  if (!visit) return code === undefined ? '' : anchor;
  const from = visit.anchor || occurrence > timesOf(visit) ? undefined : occurrenceOf(visit, anchor, occurrence).from;
  return from !== undefined && from < anchor ? from : anchor;
}

function kindOfForm({ forms }: Pick<Protocol, 'forms'>, code: string): Form['kind'] | undefined {
  return forms.find((form) => form.code === code)?.kind;
}

/** By day foreseen, or the day it took place; what has no day stays last, as the calendar has it. */
function byDay(a: ScheduledForm, b: ScheduledForm): number {
  const [first, second] = [a, b].map(({ target, record }) => target ?? record?.heldOn ?? '9999-12-31') as [string, string];
  return first < second ? -1 : first > second ? 1 : 0;
}
