import { implausible, isCalendarDate } from '#kernel/domain';
import { compare } from '../rules/conditions.js';
import type { Comparator, DateItem, ItemBase, Operand } from '../language/language.js';
import { asPeriod, measure } from '../rules/operands.js';
import { readPeriod, type Period } from '../rules/periods.js';
import type { Scope } from '../rules/rule-scope.js';
import { problem, type ProtocolMessage, type ValueProblem } from '../values/value-problem.js';

const SHAPES: Readonly<Record<DateItem['type'], { readonly shape: (text: string) => boolean; readonly says: ProtocolMessage }>> = {
  date: { shape: isCalendarDate, says: { code: 'no-such-day' } },
  month: {
    shape: (text: string) => text.length === 7 && readPeriod(text) !== undefined,
    says: { code: 'month-expected' },
  },
  partialDate: {
    shape: (text: string) => readPeriod(text) !== undefined,
    says: { code: 'partial-date-expected' },
  },
};

/** What forbids this date: its shape, what no patient can have lived, the limits that the PUT sets; null when it may stand. */
export function checkDate(item: DateItem, value: unknown, scope: Scope): ValueProblem | null {
  const { shape, says } = SHAPES[item.type];
  if (typeof value !== 'string' || !shape(value)) return problem('wrong-shape', says);
  return checkDateLimits(item, readPeriod(value), value, scope);
}

/** What limits the answers of an item that is a date, whatever is known of it. */
export interface DateLimits extends Pick<ItemBase, 'binds'> {
  readonly notBefore?: Operand;
  readonly notAfter?: Operand;
}

/**
 * What forbids this date: what no patient can have lived, the limits that the PUT sets; null when it may stand.
 * @param date undefined where there is none, which breaks nothing
 * @param value as programs write it
 */
export function checkDateLimits(item: DateLimits, date: Period | undefined, value: string, scope: Scope): ValueProblem | null {
  const implausible = checkPlausible(date, item, value, scope);
  if (implausible) return implausible;
  if (breaks(date, '>=', item.notBefore, scope)) {
    return problem('too-early', { code: 'date-too-early', params: { date: value, limit: limit(item.notBefore, scope) } });
  }
  if (breaks(date, '<=', item.notAfter, scope)) {
    return problem(
      'too-late',
      item.notAfter === 'today'
        ? { code: 'date-in-future', params: { date: value } }
        : { code: 'date-too-late', params: { date: value, limit: limit(item.notAfter, scope) } },
    );
  }
  return null;
}

/** Only what is certain breaks a limit: March 2024 does not come before 15 March 2024. */
function breaks(date: Period | undefined, operator: Comparator, operand: Operand | undefined, scope: Scope): boolean {
  return operand !== undefined && compare(date, operator, measure(operand, scope)) === false;
}

function limit(operand: Operand | undefined, scope: Scope): string {
  const measured = operand === undefined ? undefined : measure(operand, scope);
  const period = measured === undefined ? undefined : asPeriod(measured);
  return period ? period.first + (period.at === undefined ? '' : `T${period.at}`) : '';
}

/** Also what the PUT says nothing of. */
function checkPlausible(period: Period | undefined, item: DateLimits, value: string, { env }: Scope): ValueProblem | null {
  if (!period || !isCalendarDate(env.today)) return null;
  if (item.binds === 'patient.birth' && period.first > env.today)
    return problem('too-late', { code: 'birth-in-future', params: { date: value } });
  const says = implausible(period, env.today, value);
  return says === undefined ? null : problem(period.first > env.today ? 'too-late' : 'too-early', says);
}
