import { speltDate } from '#kernel/domain';
import { compare } from '../rules/conditions.js';
import type { DateItem } from '../language/language.js';
import { readPeriod } from '../rules/periods.js';
import { plausibleYear, shortMonth, typedDay, wholeMonth } from './typed-dates.js';
import { ALL_DATES } from './dates.js';
import type { Kind } from './kind.js';
import { understood } from './understood.js';

/** A date as far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const partialDate: Kind<DateItem> = {
  ...ALL_DATES,
  understand: (item, typed, scope) => {
    const text = speltDate(typed);
    return understood(plausibleYear(text, scope) ?? wholeMonth(text) ?? typedDay(item, text, scope) ?? shortMonth(item, text, scope), {
      code: 'partial-date-not-understood',
    });
  },
  compare: {
    ...ALL_DATES.compare,
    is: (value, constant) => compare(readPeriod(String(value)), '=', readPeriod(String(constant))),
    // The text of a year is that of a number.
    isReadByKind: true,
  },
  convertsTo: {},
};
