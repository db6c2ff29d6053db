import type { TextItem } from '../language/language.js';
import { problemAt } from '../check/protocol-problem.js';
import type { Kind } from './kind.js';
import { checkText, declaredText, TEXTS } from './texts.js';
import { ok } from './understood.js';

/** A text of many lines. */
export const long: Kind<TextItem> = {
  ...TEXTS,
  declared: (item, _, path) =>
    item.format === undefined ? declaredText(item, path) : [problemAt([...path, 'format'], { code: 'wrong-type/format' })],
  check: (item, value) => checkText(item, value, /\r/),
  understand: (_, typed) => ok(typed.replace(/\r\n?/g, '\n')),
  display: (_, value) => String(value),
  convertsTo: {},
};
