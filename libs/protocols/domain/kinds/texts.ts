import { compactIdentifier, firstLetters, hasFinessKey, hasRppsKey, hasUnprintable, isBlank } from '#kernel/domain';
import { NBSP, quoted } from '../language/french.js';
import type { Scalar, TextItem } from '../language/language.js';
import { problemAt, type Path, type ProtocolProblem } from '../check/protocol-problem.js';
import { textProblem } from './text-formats.js';
import { problem, type ValueProblem } from '../values/value-problem.js';
import { TEXT, unordered } from './comparison.js';
import type { ItemSchema, Limit } from './kind.js';

/** What texts of one line and of many have in common. */
export const TEXTS = {
  schema: {
    name: 'textItem',
    description: 'Texte',
    properties: {
      maxLength: { type: 'integer', minimum: 1, maximum: 20000 },
      format: { enum: ['letters', 'finess', 'rpps', 'email', 'phone'] },
      length: { type: 'integer', minimum: 1, maximum: 20 },
    },
    required: ['type', 'maxLength'],
  } satisfies ItemSchema,
  compare: unordered(TEXT),
  operands: () => [],
  limits: ({ maxLength, length, format }: TextItem): readonly Limit[] => [
    {
      name: 'maxLength',
      value: maxLength,
      says: () => ({ code: 'characters-at-most' as const, params: { most: maxLength } }),
      isWiderThan: (former) => typeof former === 'number' && maxLength >= former,
    },
    ...(length === undefined
      ? []
      : [{ name: 'length', value: length, says: () => ({ code: 'letters-exactly' as const, params: { length } }) }]),
    ...(format === undefined ? [] : [{ name: 'format', value: format, says: () => ({ code: 'in-format' as const, params: { format } }) }]),
  ],
  print: (_: TextItem, constant: string) => quoted(constant),
  constant: ({ code }: TextItem, constant: Scalar, _: unknown, path: Path) =>
    typeof constant === 'string' ? [] : [problemAt(path, { code: 'wrong-type/text', params: { code, constant } })],
};

/** Its format, its exact length and its longest. */
export function declaredText(item: TextItem, path: Path): readonly ProtocolProblem[] {
  if ((item.format === 'letters') !== (item.length !== undefined)) return [problemAt(path, { code: 'length' })];
  if ((item.length ?? 0) > item.maxLength) return [problemAt([...path, 'length'], { code: 'bounds/length' })];
  return [];
}

/** @param unprinted what may not stand in it, beside what no text has */
export function checkText(item: TextItem, value: unknown, unprinted: RegExp): ValueProblem | null {
  if (typeof value !== 'string' || isBlank(value)) return problem('wrong-shape', { code: 'text-expected' });
  if (value.length > item.maxLength)
    return problem('too-long', { code: 'text-too-long', params: { length: value.length, most: item.maxLength } });
  if (hasUnprintable(value) || unprinted.test(value)) {
    return problem('wrong-shape', { code: 'unprintable-text' });
  }
  const wrong = textProblem(item, value);
  return wrong === null ? null : problem('wrong-format', wrong);
}

/** The key of a FINESS or RPPS number, which fictive numbers fail. */
export function warnOfKey(item: TextItem, value: unknown): ValueProblem | null {
  if (typeof value !== 'string') return null;
  const fits = { finess: hasFinessKey, rpps: hasRppsKey };
  const { format } = item;
  if ((format !== 'finess' && format !== 'rpps') || fits[format](value)) return null;
  return problem('wrong-key', { code: 'odd-key', params: { of: format } });
}

/** A text of one line as its format wants it. */
export function inFormat({ format, length }: TextItem, text: string): string {
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

/** `01 23 45 67 89`: kept without blanks, read by pairs; numbers abroad as they are. */
export function inPairs(number: string): string {
  return /^0\d{9}$/.test(number) ? number.replace(/\d{2}(?=\d)/g, `$&${NBSP}`) : number;
}
