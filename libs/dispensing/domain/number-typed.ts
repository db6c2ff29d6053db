import { isMistyped, readSearch } from '#patients/domain';
import type { DispensingMessage } from './say.js';

/** A number as it was typed: the number that is meant, or what is wrong with it. */
export type NumberTyped = { readonly number: string } | { readonly wrong: DispensingMessage };

/**
 * Reads what someone typed for a registration number, as it is written or said; six digits alone are of the authorisation that was chosen. A character that is wrong
 * is told by the number itself, before anyone is asked.
 * @param code of that authorisation.
 */
export function numberTyped(text: string, code: string): NumberTyped {
  const read = readSearch(text);
  if (read?.by !== 'number' && read?.by !== 'digits') return { wrong: { code: 'number-expected' } };
  if (isMistyped(read)) return { wrong: { code: 'number-mistyped' } };
  return { number: read.by === 'number' ? read.number : `${code}-${read.digits}` };
}
