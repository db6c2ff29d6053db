import { compactIdentifier, firstLetters } from '#kernel/domain';
import type { TextItem } from '#protocols/domain';
import { unconditional, type Field } from './field.js';

const KEYBOARDS = { rpps: 'numeric', phone: 'tel', email: 'email', letters: 'text', finess: 'text', none: null };

const most = ({ format, maxLength }: TextItem) => (format === undefined ? maxLength : null);

export const text: Field<TextItem> = {
  control: () => 'typed',
  keys: '',
  box: {
    keyboard: ({ format }) => KEYBOARDS[format ?? 'none'],
    width: ({ format }) => (format === 'letters' ? 'w-letters' : format === 'finess' || format === 'rpps' ? 'w-code' : ''),
    most,
    isCounted: true,
    shaped,
  },
  alone: unconditional,
};

export const long: Field<TextItem> = {
  control: () => 'typed',
  keys: '',
  box: { isLong: true, keyboard: () => null, width: () => '', most, isCounted: true },
  alone: unconditional,
};

/** The first letters in capitals without accents, identifiers without blanks. Nothing else is taken away. */
function shaped({ format, length, maxLength }: TextItem, text: string): string {
  switch (format) {
    case 'letters':
      // What holds no such letter stays as typed: it is told, never taken away.
      return firstLetters(text, length ?? maxLength) || text;
    case 'finess':
      return compactIdentifier(text).toUpperCase();
    case 'rpps':
      return compactIdentifier(text);
    default:
      return text;
  }
}
