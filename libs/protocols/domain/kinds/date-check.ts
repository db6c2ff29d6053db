import { implausible, isCalendarDate, NO_SUCH_DAY } from '#kernel/domain';
import { compare } from '../rules/conditions.js';
import { frenchPartialDate, NBSP } from '../language/french.js';
import type { Comparator, DateItem, ItemBase, Operand } from '../language/language.js';
import { asPeriod, measure } from '../rules/operands.js';
import { readPeriod, type Period } from '../rules/periods.js';
import type { Scope } from '../rules/rule-scope.js';
import { problem, type ValueProblem } from '../values/value-problem.js';

const SHAPES = {
  date: { shape: isCalendarDate, message: NO_SUCH_DAY },
  month: {
    shape: (text: string) => text.length === 7 && readPeriod(text) !== undefined,
    message: 'Indiquez le mois et l’année, par exemple 03/2024.',
  },
  partialDate: {
    shape: (text: string) => readPeriod(text) !== undefined,
    message: 'Indiquez une année, un mois ou un jour, par exemple 2024, 03/2024 ou 05/03/2024.',
  },
};

/** What forbids this date: its shape, what no patient can have lived, the limits that the PUT sets; null when it may stand. */
export function checkDate(item: DateItem, value: unknown, scope: Scope): ValueProblem | null {
  const { shape, message } = SHAPES[item.type];
  if (typeof value !== 'string' || !shape(value)) return problem('wrong-shape', message);
  return checkDateLimits(item, readPeriod(value), frenchPartialDate(value), scope);
}

/** What limits the answers of an item that is a date, whatever is known of it. */
export interface DateLimits extends Pick<ItemBase, 'binds'> {
  readonly notBefore?: Operand;
  readonly notAfter?: Operand;
}

/**
 * What forbids this date: what no patient can have lived, the limits that the PUT sets; null when it may stand.
 * @param date undefined where there is none, which breaks nothing
 * @param shown as its reader writes it
 */
export function checkDateLimits(item: DateLimits, date: Period | undefined, shown: string, scope: Scope): ValueProblem | null {
  const implausible = checkPlausible(date, item, shown, scope);
  if (implausible) return implausible;
  if (breaks(date, '>=', item.notBefore, scope)) {
    return problem('too-early', `${shown} est trop tôt${NBSP}: cette date ne peut pas précéder le ${limit(item.notBefore, scope)}.`);
  }
  if (breaks(date, '<=', item.notAfter, scope)) {
    const end =
      item.notAfter === 'today'
        ? 'cette date ne peut pas être dans le futur'
        : `cette date ne peut pas suivre le ${limit(item.notAfter, scope)}`;
    return problem('too-late', `${shown} est trop tard${NBSP}: ${end}.`);
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
  return period ? frenchPartialDate(period.first) + (period.at === undefined ? '' : ` à ${period.at}`) : '';
}

/** Also what the PUT says nothing of. */
function checkPlausible(period: Period | undefined, item: DateLimits, shown: string, { env }: Scope): ValueProblem | null {
  if (!period || !isCalendarDate(env.today)) return null;
  if (item.binds === 'patient.birth' && period.first > env.today)
    return problem('too-late', `${shown} est trop tard${NBSP}: une naissance ne peut pas être dans le futur.`);
  const message = implausible(period, env.today, shown);
  return message === undefined ? null : problem(period.first > env.today ? 'too-late' : 'too-early', message);
}
