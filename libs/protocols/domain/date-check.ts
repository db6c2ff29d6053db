import { addMonths, isCalendarDate, type CalendarDate } from '#kernel/domain';
import { compare } from './conditions.js';
import { frenchPartialDate, NBSP } from './french.js';
import type { Comparator, DateItem, Operand } from './language.js';
import { asPeriod, measure } from './operands.js';
import { readPeriod, type Period } from './periods.js';
import type { Scope } from './scope.js';
import { problem, type ValueProblem } from './value-problem.js';

/** No one treated was born longer ago, and no follow-up is foreseen further ahead: beyond, a date is a slip of the finger in any PUT. */
const YEARS_BACK = 120;
const YEARS_AHEAD = 20;

/** The days that any date of a patient may be, seen from that day. */
export function plausibleDays(today: CalendarDate): Period {
  return { first: addMonths(today, -12 * YEARS_BACK), last: addMonths(today, 12 * YEARS_AHEAD) };
}

const SHAPES = {
  date: { shape: isCalendarDate, message: 'Cette date n’existe pas. Indiquez jour, mois et année, par exemple 05/03/2024.' },
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
  const implausible = checkPlausible(value, item, scope);
  if (implausible) return implausible;
  if (breaks(value, '>=', item.notBefore, scope)) {
    return problem(
      'too-early',
      `${frenchPartialDate(value)} est trop tôt${NBSP}: cette date ne peut pas précéder le ${limit(item.notBefore, scope)}.`,
    );
  }
  if (breaks(value, '<=', item.notAfter, scope)) {
    const end =
      item.notAfter === 'today'
        ? 'cette date ne peut pas être dans le futur'
        : `cette date ne peut pas suivre le ${limit(item.notAfter, scope)}`;
    return problem('too-late', `${frenchPartialDate(value)} est trop tard${NBSP}: ${end}.`);
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
function checkPlausible(value: string, item: DateItem, { env }: Scope): ValueProblem | null {
  const period = readPeriod(value);
  if (!period || !isCalendarDate(env.today)) return null;
  const { first, last } = plausibleDays(env.today);
  if (period.last < first)
    return problem(
      'too-early',
      `${frenchPartialDate(value)} est trop tôt${NBSP}: cette date remonte à plus de ${YEARS_BACK} ans. Vérifiez l’année.`,
    );
  if (item.binds === 'patient.birth' && period.first > env.today)
    return problem('too-late', `${frenchPartialDate(value)} est trop tard${NBSP}: une naissance ne peut pas être dans le futur.`);
  if (period.first > last)
    return problem(
      'too-late',
      `${frenchPartialDate(value)} est trop tard${NBSP}: cette date est dans plus de ${YEARS_AHEAD} ans. Vérifiez l’année.`,
    );
  return null;
}
