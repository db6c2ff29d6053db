import type { TextItem } from '../language/language.js';
import { AS_IT_STANDS } from './conversion.js';
import type { Kind } from './kind.js';
import { checkText, declaredText, inFormat, inPairs, TEXTS, warnOfKey } from './texts.js';
import { ok } from './understood.js';

/** A text of one line, perhaps of a format. */
export const text: Kind<TextItem> = {
  ...TEXTS,
  declared: (item, _, path) => declaredText(item, path),
  check: (item, value) => checkText(item, value, /[\t\n\r\u2028\u2029]/),
  warn: warnOfKey,
  understand: (item, typed) => ok(inFormat(item, typed)),
  display: ({ format }, value) => (format === 'phone' ? inPairs(String(value)) : String(value)),
  convertsTo: { long: AS_IT_STANDS },
};
