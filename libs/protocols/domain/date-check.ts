import { implausible, isCalendarDate, NO_SUCH_DAY } from '#kernel/domain';
import { compare } from './conditions.js';
import { frenchPartialDate, NBSP } from './french.js';
import type { Comparator, DateItem, ItemBase, Operand } from './language.js';
import { asPeriod, measure } from './operands.js';
import { readPeriod } from './periods.js';
import type { Scope } from './rule-scope.js';
import { problem, type ValueProblem } from './value-problem.js';

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
  return typeof value === 'string' && shape(value) ? checkDateLimits(item, value, scope) : problem('wrong-shape', message);
}

/** What limits the answers of an item that is a date, whatever is known of it. */
export interface DateLimits extends Pick<ItemBase, 'binds'> {
  readonly notBefore?: Operand;
  readonly notAfter?: Operand;
}

/**
 * What forbids this date, of the right shape: what no patient can have lived, the limits that the PUT sets; null when it may stand.
 * @param shown as its reader writes it
 */
export function checkDateLimits(item: DateLimits, value: string, scope: Scope, shown = frenchPartialDate(value)): ValueProblem | null {
  const implausible = checkPlausible(value, item, scope, shown);
  if (implausible) return implausible;
  if (breaks(value, '>=', item.notBefore, scope)) {
    return problem('too-early', `${shown} est trop tôt${NBSP}: cette date ne peut pas précéder le ${limit(item.notBefore, scope)}.`);
  }
  if (breaks(value, '<=', item.notAfter, scope)) {
    const end =
      item.notAfter === 'today'
        ? 'cette date ne peut pas être dans le futur'
        : `cette date ne peut pas suivre le ${limit(item.notAfter, scope)}`;
    return problem('too-late', `${shown} est trop tard${NBSP}: ${end}.`);
  }
  return null;
}

/** Only what is certain breaks a limit: March 2024 does not come before 15 March 2024. */
function breaks(value: string, operator: Comparator, operand: Operand | undefined, scope: Scope): boolean {
  return operand !== undefined && compare(readPeriod(value), operator, measure(operand, scope)) === false;
}

function limit(operand: Operand | undefined, scope: Scope): string {
  const measured = operand === undefined ? undefined : measure(operand, scope);
  const period = measured === undefined ? undefined : asPeriod(measured);
  return period ? frenchPartialDate(period.first) : '';
}

/** Also what the PUT says nothing of. */
function checkPlausible(value: string, item: DateLimits, { env }: Scope, shown: string): ValueProblem | null {
  const period = readPeriod(value);
  if (!period || !isCalendarDate(env.today)) return null;
  if (item.binds === 'patient.birth' && period.first > env.today)
    return problem('too-late', `${shown} est trop tard${NBSP}: une naissance ne peut pas être dans le futur.`);
  const message = implausible(period, env.today, shown);
  return message === undefined ? null : problem(period.first > env.today ? 'too-late' : 'too-early', message);
}
