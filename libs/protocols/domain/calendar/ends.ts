import { isCalendarDate, type CalendarDate } from '#kernel/domain';
import { parseKey } from '../language/keys.js';
import type { Calendar, EndOfFollowUp, Form, Value, Values } from '../language/language.js';
import { valueAt } from '../language/values.js';

/** A death, or the end of follow-up, as a form tells it; without a day while nobody knows it. */
export interface EndTold {
  readonly day?: CalendarDate;
}

/** Whether a form tells the end of follow-up, by its answers that apply: the earliest day that one of them gives. */
export function endTold({ ends = [] }: Pick<Calendar, 'ends'>, form: Form, answers: Values): EndTold | undefined {
  const told = ends.filter((end) => end.form === form.code && isTold(end, answers));
  if (told.length === 0) return undefined;
  const days = told.flatMap(({ day = '' }) => dayAt(answers, day) ?? dayAt(answers, form.heldOn ?? '') ?? []);
  return earliest(days.map((day) => ({ day }))) ?? {};
}

/** Of several that were told, the one that comes first; one without a day says only that it came. */
export function earliest(ends: readonly EndTold[]): EndTold | undefined {
  return [...ends].sort((one, other) => compare(one.day ?? '9999-12-31', other.day ?? '9999-12-31'))[0];
}

function isTold({ item, codes }: EndOfFollowUp, answers: Values): boolean {
  const says = (value: Value | undefined) => (Array.isArray(value) ? value : [value]).some((code) => codes.includes(String(code)));
  return Object.keys(answers).some((key) => parseKey(key)?.item === item && says(valueAt(answers, key)));
}

function dayAt(answers: Values, item: string): CalendarDate | undefined {
  const day = valueAt(answers, item);
  return isCalendarDate(day) ? day : undefined;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
