import type { DateItem } from '#protocols/domain';
import { bare, type Field } from './field.js';

export const date: Field<DateItem> = {
  control: () => 'typed',
  keys: $localize`0311 puis Tab pour le 3 novembre le plus proche`,
  box: { keyboard: () => 'numeric', example: $localize`JJ/MM/AAAA`, width: () => 'w-date', unfinished: unfinishedUnder(8) },
  alone,
};

export const month: Field<DateItem> = {
  control: () => 'typed',
  keys: '',
  box: { keyboard: () => 'numeric', example: $localize`MM/AAAA`, width: () => 'w-date', unfinished: unfinishedUnder(6) },
  alone,
};

export const partialDate: Field<DateItem> = {
  control: () => 'typed',
  keys: '',
  box: {
    keyboard: () => 'numeric',
    example: $localize`AAAA, MM/AAAA ou JJ/MM/AAAA`,
    width: () => 'w-partial',
    unfinished: unfinishedUnder(6),
  },
  alone,
};

/**
 * A date may still grow under the fingers: `0319` is a month once the field is left, and the beginning of `031961` before. Short forms are understood
 * only then, so that a pause in typing never saves another date. @param whole digits of a whole one
 */
export function unfinishedUnder(whole: number, message = $localize`La date n’est pas finie.`) {
  return (text: string): string | undefined => {
    const digits = text.replace(/\D/g, '').length;
    return digits > 0 && digits < whole ? message : undefined;
  };
}

/** Free of its limits. */
function alone(item: DateItem): DateItem {
  return { ...bare(item), type: item.type };
}
