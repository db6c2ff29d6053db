import type { DateTimeItem } from '#protocols/domain';
import { unfinishedUnder } from './dates.js';
import { bare, type Field } from './field.js';

export const dateTime: Field<DateTimeItem> = {
  control: () => 'typed',
  keys: $localize`0311 9h30 puis Tab pour le 3 novembre le plus proche, à 09:30`,
  box: {
    // The keyboard of figures of a telephone has neither space nor colon.
    keyboard: () => null,
    example: $localize`JJ/MM/AAAA HH:MM`,
    width: () => 'w-code',
    unfinished: unfinishedUnder(12, $localize`La date et l’heure ne sont pas finies.`),
  },
  alone: (item) => ({ ...bare(item), type: 'dateTime' }),
};
