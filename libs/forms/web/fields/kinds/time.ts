import type { TimeItem } from '#protocols/domain';
import { unconditional, type Field } from './field.js';

export const time: Field<TimeItem> = {
  control: () => 'typed',
  keys: $localize`930 ou 9h30 pour 09:30`,
  box: { keyboard: () => 'numeric', example: $localize`HH:MM`, width: () => 'w-date', unfinished },
  alone: unconditional,
};

/** `123` is 01:23 once the field is left, and the beginning of `1230` before. */
function unfinished(text: string): string | undefined {
  const typed = text.replace(/\s/g, '');
  const digits = typed.replace(/\D/g, '').length;
  return digits > 0 && digits < 4 && !/^\d{1,2}\D\d{2}$/.test(typed) ? $localize`L’heure n’est pas finie.` : undefined;
}
