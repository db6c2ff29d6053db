import { isCalendarDate, type CalendarDate, own } from '#kernel/domain';
import { applicability } from '../forms/applicability.js';
import { earliest, type EndTold } from './ends.js';
import { declaredItems } from '../language/keys.js';
import type { Env, Form, FormItem, Protocol, Visit } from '../language/language.js';
import type { RecordedForm } from './schedule.js';
import type { Planned } from './succession.js';
import { valueAt } from '../language/values.js';

/** The days that everything counts from. */
export interface CourseDays {
  readonly today: string;
  readonly anchor?: CalendarDate;
  readonly forecast?: CalendarDate;
  /** The definitive stop. One that precedes the start is not counted until one of both is corrected: it would erase the whole calendar. */
  readonly stop?: CalendarDate;
  readonly impossibleStop?: CalendarDate;
  /** A death, the end of follow-up, or the day from which it goes on elsewhere: the first that was told. */
  readonly end?: EndTold;
  /** No day of a start, and none will come: the form that tells it ended without asking it, or the form of the stop is complete without a day. */
  readonly neverBegan: boolean;
  /** The day of a visit that counts from its own. */
  readonly anchorOf: (visit: Visit) => CalendarDate | undefined;
}

/** What a course counts from beside the records: the day, the forms filled once by code, and whether anything is collected, here. */
export type KnownOfCourse = Pick<Env, 'today' | 'forms'> & {
  /** Nothing is (charter R8): as after the end of the follow-up, whatever the day. */
  readonly waived?: boolean;
  /** Since when it goes on under another authorisation (charter C8.3): what comes after is asked there, as after the end of the follow-up. */
  readonly continuedOn?: CalendarDate;
};

/** Where a version says that a day stands. */
type Role = (version: Planned) => FormItem | undefined;

/**
 * The days of a patient as one version counts from them. What was told in forms of another version stays known: where the answer that this
 * version looks for is not there, those that the forms were made from say where theirs is.
 */
export function courseDays(version: Planned, records: readonly RecordedForm[], env: KnownOfCourse): CourseDays {
  const others = [...new Set(records.flatMap(({ madeFrom }) => madeFrom ?? []))].filter((each) => each !== version);
  const told = (place: FormItem | undefined) => dayAt(place, env);
  const dayOf = (role: Role) => told(role(version)) ?? others.map((other) => told(role(other))).find((day) => day !== undefined);

  const { anchor: zero } = version.calendar;
  const known = zero && dayOf(({ calendar }) => calendar.anchor);
  // As long as the form that this version counts from is not begun, day 0 may still move: what another version knew of it announces.
  const anchor = told(zero) ?? (records.some(({ form }) => form === zero?.form) ? known : undefined);
  const forecast = anchor === undefined && known ? known : dayOf(({ calendar }) => calendar.forecast);
  const stop = dayOf(stopItem);
  const leaves = env.continuedOn ? [{ day: env.continuedOn }] : [];
  const end = env.waived ? {} : earliest([...records.flatMap(({ ends }) => ends ?? []), ...leaves]);
  const impossible = anchor !== undefined && stop !== undefined && stop < anchor;
  const stopped = records.some(({ form, state, madeFrom }) => state === 'complete' && kindOfForm(madeFrom ?? version, form) === 'ARRET');
  return {
    today: env.today,
    ...(anchor && { anchor }),
    ...(forecast && { forecast }),
    ...(end && { end }),
    ...(stop && (impossible ? { impossibleStop: stop } : { stop })),
    neverBegan: anchor === undefined && stop === undefined && (stopped || endedWithoutStart(version, records, env)),
    anchorOf: (visit) =>
      isSame(visit.anchor, stopItem(version))
        ? stop
        : dayOf(({ calendar }) => calendar.visits.find(({ code }) => code === visit.code)?.anchor),
  };
}

/** « Not administered »: the form that tells day 0 is complete, and what it says keeps it from asking the day. A day left out may still be given. */
function endedWithoutStart(version: Planned, records: readonly RecordedForm[], env: Pick<Env, 'today' | 'forms'>): boolean {
  const { anchor } = version.calendar;
  const record = records.find(({ form, state }) => form === anchor?.form && state === 'complete');
  const { calendar, forms } = record?.madeFrom ?? version;
  const rules = forms.find(({ code }) => code === calendar.anchor?.form);
  if (!record || !rules) return false;
  const { items } = applicability(rules, own(env.forms, rules.code) ?? {}, env);
  return !items.some(({ key }) => key === calendar.anchor?.item);
}

/** The item of the definitive stop: the calendar's word, or the first date that the form of that kind asks. */
export function stopItem({ calendar, forms }: Planned): FormItem | undefined {
  if (calendar.stop) return calendar.stop;
  const form = forms.find(({ kind }) => kind === 'ARRET');
  const found = form && declaredItems(form).find(({ item, group }) => item.type === 'date' && !group);
  return form && found && { form: form.code, item: found.item.code };
}

export function kindOfForm({ forms }: Pick<Protocol, 'forms'>, code: string): Form['kind'] | undefined {
  return forms.find((form) => form.code === code)?.kind;
}

function dayAt(place: FormItem | undefined, { forms }: Pick<Env, 'forms'>): CalendarDate | undefined {
  const values = place && own(forms, place.form);
  const day = values && place && valueAt(values, place.item);
  return isCalendarDate(day) ? day : undefined;
}

function isSame(one: FormItem | undefined, other: FormItem | undefined): boolean {
  return one !== undefined && one.form === other?.form && one.item === other.item;
}
