import { speltDate } from '#kernel/domain';
import type { DateItem } from '../language/language.js';
import { typedDay } from './typed-dates.js';
import { AS_IT_STANDS } from './conversion.js';
import { ALL_DATES } from './dates.js';
import type { Kind } from './kind.js';
import { understood } from './understood.js';

/** A day, `YYYY-MM-DD`. */
export const date: Kind<DateItem> = {
  ...ALL_DATES,
  understand: (item, typed, scope) => understood(typedDay(item, speltDate(typed), scope), { code: 'not-a-day' }),
  convertsTo: { partialDate: AS_IT_STANDS },
};
