import { looksLikeDay, speltDate } from '#kernel/domain';
import type { DateItem } from '../language/language.js';
import { shortMonth, wholeMonth } from './typed-dates.js';
import { AS_IT_STANDS } from './conversion.js';
import { ALL_DATES } from './dates.js';
import type { Kind } from './kind.js';
import { understood } from './understood.js';

/** A month, `YYYY-MM`: of adults the law lets no more be known of the birth. */
export const month: Kind<DateItem> = {
  ...ALL_DATES,
  understand: (item, typed, scope) => {
    const spelt = speltDate(typed);
    return understood(
      wholeMonth(spelt) ?? shortMonth(item, spelt, scope),
      looksLikeDay(typed) ? { code: 'day-not-wanted' } : { code: 'month-not-understood' },
    );
  },
  convertsTo: { partialDate: AS_IT_STANDS },
};
