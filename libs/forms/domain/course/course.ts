import { isCalendarDate, own } from '#kernel/domain';
import {
  applicability,
  byDay,
  endTold,
  missingReason,
  patientDays,
  schedule,
  valueAt,
  visitEnv,
  type Env,
  type Form,
  type KnownOfCourse,
  type Planned,
  type Protocol,
  type RecordedForm,
  type Schedule,
  type ScheduledForm,
  type Succession,
  type Value,
  type Values,
} from '#protocols/domain';
import { conductOf } from '../conduct/conduct-of.js';

/** A form of the patient as it was opened: with the rules of its own version of the protocol. */
export interface PatientForm {
  readonly id: string;
  readonly rules: Form;
  /** That version; the one in force when not given. */
  readonly madeFrom?: Planned;
  /** Empty outside visits. */
  readonly visit: string;
  readonly occurrence: number;
  readonly state: 'in-progress' | 'complete';
  readonly values: Values;
}

/** A form as the calendar holds it. */
export type PlacedForm = RecordedForm & { readonly source: PatientForm };

/** A row of the calendar that was opened, or may be. */
export type CourseRow = ScheduledForm<PlacedForm>;

/** What rules see of the moment. */
type Known = Pick<Env, 'today' | 'decisionDate'>;

/** The day where the patient is followed, that of the favourable opinion, and what says that nothing is asked here, or nothing more. */
export type Moment = Known & Pick<KnownOfCourse, 'waived' | 'continuedOn'>;

/** Where the patient stands, and what each form knows of the others. */
export interface Course {
  readonly schedule: Schedule<PlacedForm>;
  readonly rowOf: (id: string) => CourseRow | undefined;
  /** The same calendar as it reads on another day, with what is answered now. */
  readonly scheduleOn: (day: string) => Schedule<PlacedForm>;
  /** What the rules of that form see beside its own values. */
  readonly envOf: (id: string) => Env;
  /** The same of a row of the schedule, also of one that was not opened yet. */
  readonly envAt: (row: CourseRow) => Env;
}

/**
 * The course of a patient: the calendar of the version in force, with the forms in it. A form sees the patient's forms that are filled once, of
 * which only what applies, its visit and its window, the day of the
 * opinion and the same form at the visit before. The FAT comes before all of them and sees none.
 * What a form sees is of the version that it was made from: another one that comes into force changes nothing of it.
 * @param since what was in force before.
 */
export function courseOf(protocol: Planned, forms: readonly PatientForm[], at: Moment, since?: Succession): Course {
  const { waived = false, continuedOn, ...moment } = at;
  const { today } = moment;
  const asked = { waived, ...(continuedOn && { continuedOn }) };
  const bare = forms.map(placedForm);
  // The calendar counts from answers whose conditions may read their visit: first by its code alone, then with its days.
  const first = schedule(
    protocol,
    bare,
    { today, ...asked, forms: onceOnly(forms, moment, ({ visit }) => (visit ? { visit } : {})) },
    since,
  );
  const once = onceOnly(forms, moment, daysIn(first));
  const placed = bare.map((form) => withEnd(form, protocol, { ...moment, ...daysIn(first)(form.source), forms: once }));
  const scheduleOn = (day: string) => schedule(protocol, placed, { today: day, ...asked, forms: once }, since);
  const found = scheduleOn(today);

  const rows = rowsById(found);
  const envs = envsOf(found, placed, once, { ...moment, ...patientDays(rulesOnceOnly(forms), once) }, protocol);
  const envAt = (row: CourseRow | undefined) => (row && envs.get(row)) ?? { today };
  return { schedule: found, scheduleOn, rowOf: (id) => rows.get(id), envOf: (id) => envAt(rows.get(id)), envAt };
}

function placedForm(source: PatientForm): PlacedForm {
  const { rules, madeFrom, visit, occurrence, state, values } = source;
  const held = rules.heldOn === undefined ? undefined : valueAt(values, rules.heldOn);
  return {
    form: rules.code,
    ...(visit && { visit }),
    occurrence,
    state,
    ...(isCalendarDate(held) && { heldOn: held }),
    ...(madeFrom && { madeFrom }),
    source,
  };
}

/** With the end of follow-up that its answers tell, as the version in force reads them, or the one that it was made from. */
function withEnd(form: PlacedForm, protocol: Planned, env: Env): PlacedForm {
  const { rules, values, madeFrom = protocol } = form.source;
  if (![protocol, madeFrom].some(({ calendar }) => calendar.ends?.some((end) => end.form === rules.code))) return form;
  const answers = applicability(rules, values, conductOf(rules.kind).seen(env)).values;
  const ends = endTold(protocol.calendar, rules, answers) ?? endTold(madeFrom.calendar, rules, answers);
  const day = ends?.day ?? (isCalendarDate(env.visitDate) ? env.visitDate : undefined);
  return ends ? { ...form, ends: { ...(day && { day }) } } : form;
}

type VisitEnv = ReturnType<typeof visitEnv>;

function daysIn(found: Schedule<PlacedForm>): (form: PatientForm) => VisitEnv {
  const rows = rowsById(found);
  return ({ id }) => {
    const row = rows.get(id);
    return row ? visitEnv(row) : {};
  };
}

/** Where each form stands: of one that several visits ask for, at the visit for which it was opened, or else at the first. */
function rowsById({ rows }: Schedule<PlacedForm>): ReadonlyMap<string, CourseRow> {
  const byId = new Map<string, CourseRow>();
  for (const row of rows) {
    if (!row.record) continue;
    const { id } = row.record.source;
    const other = byId.get(id);
    if (!other || isNearer(row, other, row.record.source)) byId.set(id, row);
  }
  return byId;
}

function isNearer(row: CourseRow, other: CourseRow, { visit }: PatientForm): boolean {
  const [here, there] = [row.visit === visit, other.visit === visit];
  if (here !== there) return here;
  const days = byDay(row, other);
  return days === 0 ? `${row.visit} ${row.occurrence}` < `${other.visit} ${other.occurrence}` : days < 0;
}

/** The forms filled once, by code: each sees those that were opened before it. */
function onceOnly(forms: readonly PatientForm[], moment: Known, visitOf: (form: PatientForm) => VisitEnv): Record<string, Values> {
  const seen: Record<string, Values> = {};
  for (const form of forms) {
    if (form.rules.occurs !== 'once') continue;
    const env = conductOf(form.rules.kind).seen({ ...moment, ...visitOf(form), forms: { ...seen } });
    seen[form.rules.code] = applicability(form.rules, form.values, env).values;
  }
  return seen;
}

/** Of a form opened more than once nonetheless, as the latest was. */
function rulesOnceOnly(forms: readonly PatientForm[]): readonly Form[] {
  const rules = forms.flatMap((form) => (form.rules.occurs === 'once' ? [form.rules] : []));
  return [...new Map(rules.map((each) => [each.code, each])).values()];
}

/** In the order in which visits took place, so that each form meets the one before; of the same day, in the order in which they were opened. */
function envsOf(
  { rows }: Schedule<PlacedForm>,
  opened: readonly PlacedForm[],
  once: Readonly<Record<string, Values>>,
  moment: Known & ReturnType<typeof patientDays>,
  { forms }: Pick<Protocol, 'forms'>,
): ReadonlyMap<CourseRow, Env> {
  const envs = new Map<CourseRow, Env>();
  const before = new Map<string, Values>();
  const rank = new Map(opened.map((record, index) => [record, index]));
  const order = ({ record }: CourseRow) => (record ? (rank.get(record) ?? 0) : opened.length);
  for (const row of [...rows].sort((a, b) => compare(happened(a), happened(b)) || order(a) - order(b))) {
    const rules = row.record?.source.rules ?? forms.find(({ code }) => code === row.form);
    const { [row.form]: _own, ...others } = once;
    const previousVisit = rules?.occurs === 'per-visit' ? before.get(row.form) : undefined;
    const env: Env = { ...moment, ...visitEnv(row), forms: others, ...(previousVisit && { previousVisit }) };
    envs.set(row, env);
    if (!row.record || !rules) continue;
    before.set(row.form, lastKnown(before.get(row.form) ?? {}, applicability(rules, row.record.source.values, env).values));
  }
  return envs;
}

/** The day of a visit: when it took place, once that is said, or when it is foreseen; after all others while nobody knows. */
function happened({ target, record }: CourseRow): string {
  return record?.heldOn ?? target ?? '9999-12-31';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * What the next visit compares with: the answers of this one, and of the visits before it what this one did not ask, or has no value of. A weight
 * is so compared with the last one known, also across a visit that did not take place. The rows of a group are those of one visit.
 */
function lastKnown(before: Values, visit: Values): Values {
  const older = Object.entries(before).filter(([key]) => !key.includes('/') && isUnknown(own(visit, key)));
  return { ...visit, ...Object.fromEntries(older) };
}

function isUnknown(value: Value | undefined): boolean {
  return value === undefined || missingReason(value) !== undefined;
}
