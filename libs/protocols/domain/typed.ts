import { compactIdentifier, firstLetters, looksLikeDay, NOT_A_DAY, withoutInvisible } from '#kernel/domain';
import { frenchNumber, NBSP } from './french.js';
import type { DateItem, Item, NumberItem, Value } from './language.js';
import type { Scope } from './scope.js';
import { typedDate } from './typed-dates.js';

/** What someone typed, in the one shape values have; `undefined` when the field was emptied. */
export type Normalised = { readonly ok: true; readonly value: Value | undefined } | { readonly ok: false; readonly message: string };

/**
 * Understands what people type: `70,5`, `0311`, `3/2024`, `dupont`. It says no only when nothing can be made of it; whether the
 * value may stand is for `checkValue`.
 */
export function normaliseTyped(item: Item, typed: string, scope: Scope): Normalised {
  const text = withoutInvisible(typed.normalize('NFC')).trim();
  if (text === '') return ok(undefined);
  switch (item.type) {
    case 'text':
      return ok(typedText(item.format, item.length, text));
    case 'long':
      return ok(text.replace(/\r\n?/g, '\n'));
    case 'int':
      return typedNumber(
        withoutUnit(text, item.unit),
        (number) => (/^-?\d{1,15}$/.test(number) ? Number(number) : undefined),
        `Un nombre entier est attendu${numberExpected(item)}.`,
      );
    case 'dec':
      return typedNumber(
        withoutUnit(text, item.unit),
        (number) => (/^-?\d{1,15}(\.\d{1,10})?$/.test(number) ? number : undefined),
        `Un nombre est attendu${numberExpected(item)}.`,
      );
    case 'date':
    case 'month':
    case 'partialDate':
      return understood(typedDate(item, text, scope), dateExpected(item, text));
    case 'multi':
      return ok(text.split(/[\s,;]+/));
    case 'choice':
    case 'on':
    case 'oni':
    case 'calc':
      return ok(text);
  }
}

function typedText(format: string | undefined, length: number | undefined, text: string): string {
  switch (format) {
    case 'letters':
      // What holds no letter at all is left as typed, so that the check can say what is wrong with it.
      return firstLetters(text, length ?? text.length) || text;
    case 'finess':
    case 'rpps':
    case 'phone':
      return compactIdentifier(text);
    case 'email':
      return text.toLowerCase();
    default:
      return text.replace(/\s+/g, ' ');
  }
}

function dateExpected({ type }: DateItem, text: string): string {
  switch (type) {
    case 'date':
      return NOT_A_DAY;
    case 'month':
      return looksLikeDay(text)
        ? `Indiquez seulement le mois et l’année, par exemple 03/2024.`
        : `Ce mois n’est pas compris. Écrivez MM/AAAA, par exemple 03/2024.`;
    case 'partialDate':
      return `Cette date n’est pas comprise. Écrivez une année, un mois ou un jour${NBSP}: 2024, 03/2024 ou 05/03/2024.`;
  }
}

/** A minus as typography, keyboards and spreadsheets write it before a number. */
const MINUS = /^\s*[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

function typedNumber(text: string, shape: (number: string) => Value | undefined, expected: string): Normalised {
  const number = text
    .replace(/[\uff0b\uff0c\uff0e\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(MINUS, '-')
    .replace(/\s/g, '')
    .replace(',', '.')
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/^(-?)\./, '$10.');
  return understood(shape(/^-0(\.0*)?$/.test(number) ? number.slice(1) : number), expected);
}

/** The field's own unit, typed after the number, is not an error. */
function withoutUnit(text: string, unit: string | undefined): string {
  const [whole, end] = [text.toLowerCase(), unit?.toLowerCase() ?? ''];
  return end !== '' && whole.endsWith(end) && /\d\s*$/.test(text.slice(0, -end.length)) ? text.slice(0, -end.length) : text;
}

/** ` entre 30 et 250 cm, par exemple 140`: its bounds, and a number that lies within. */
function numberExpected({ type, min, max, unit, digits = 1 }: NumberItem): string {
  const [from, to] = [min === undefined ? '' : frenchNumber(min), max === undefined ? '' : frenchNumber(max)];
  const within = from && to ? ` entre ${from} et ${to}` : from ? ` d’au moins ${from}` : to ? ` d’au plus ${to}` : '';
  return `${within}${within && unit !== undefined ? NBSP + unit : ''}, par exemple ${exampleWithin(type === 'int' ? 0 : digits, min, max)}`;
}

function exampleWithin(digits: number, min: number | undefined, max: number | undefined): string {
  const usual = digits === 0 ? 12 : 70.5;
  const fits = usual >= (min ?? usual) && usual <= (max ?? usual);
  const middle = min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? max ?? usual);
  const example = Number((fits ? usual : middle).toFixed(digits));
  // A middle that rounding put outside its narrow bounds gives way to a bound.
  return frenchNumber(example >= (min ?? example) && example <= (max ?? example) ? example : (min ?? max ?? example));
}

function understood(value: Value | undefined, otherwise: string): Normalised {
  return value === undefined ? { ok: false, message: otherwise } : ok(value);
}

function ok(value: Value | undefined): Normalised {
  return { ok: true, value };
}
