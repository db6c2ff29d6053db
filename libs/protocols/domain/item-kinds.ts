import type { Item } from './language.js';

/** What an item's values are to a rule. */
export type Kind = 'number' | 'date' | 'text' | 'code' | 'codes';

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  number: 'un nombre',
  date: 'une date',
  text: 'un texte',
  code: 'un code',
  codes: 'plusieurs codes',
};

export function kindOf(item: Item): Kind {
  switch (item.type) {
    case 'int':
    case 'dec':
    case 'calc':
      return 'number';
    case 'date':
    case 'month':
    case 'partialDate':
      return 'date';
    case 'text':
    case 'long':
      return 'text';
    case 'choice':
    case 'on':
    case 'oni':
      return 'code';
    case 'multi':
      return 'codes';
  }
}
