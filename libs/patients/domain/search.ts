import { isDammValid, withoutAccents } from '#kernel/domain';
import { isRegistrationNumber } from './registration-number.js';

/** What someone looks for in the list of patients. */
export type PatientSearch =
  | { readonly by: 'number'; readonly number: string }
  /** The six digits alone, as people say them. */
  | { readonly by: 'digits'; readonly digits: string }
  /** Beginnings of the authorisation's code and of the digits, as one types them: `tec-5`. */
  | { readonly by: 'beginning'; readonly code: string; readonly digits: string }
  | { readonly by: 'birth'; readonly month: string }
  /** Beginnings of the letters of family and given name. */
  | { readonly by: 'letters'; readonly family: string; readonly given: string };

const MONTHS = 'JANVIER FEVRIER MARS AVRIL MAI JUIN JUILLET AOUT SEPTEMBRE OCTOBRE NOVEMBRE DECEMBRE'.split(' ');

/** Understands `TECVAYLI-482137`, `482137`, `TEC-48`, `03/1961`, `mars 1961`, `DUP`, `DUP JE`; undefined when it can be none of these. */
export function readSearch(typed: string): PatientSearch | undefined {
  const text = withoutAccents(typed).toUpperCase().trim().replace(/\s+/g, ' ');
  const [, month, year] = /^(0?[1-9]|1[0-2]) ?[/.-] ?(\d{4})$/.exec(text) ?? [];
  if (month !== undefined) return { by: 'birth', month: `${year}-${month.padStart(2, '0')}` };

  const [, name = '', yearOfName] = /^([A-Z]+) (\d{4})$/.exec(text) ?? [];
  if (MONTHS.includes(name)) return { by: 'birth', month: `${yearOfName}-${String(MONTHS.indexOf(name) + 1).padStart(2, '0')}` };

  const compact = text.replace(/ /g, '');
  if (/^\d{6}$/.test(compact)) return { by: 'digits', digits: compact };
  const [, code, digits] = /^([A-Z0-9]{2,8})-(\d{6})$/.exec(compact) ?? [];
  if (code !== undefined) return { by: 'number', number: `${code}-${digits}` };

  const [, begun, few] = /^(?:([A-Z0-9]{2,8})-)?(\d{1,5})$/.exec(compact) ?? [];
  if (few !== undefined) return { by: 'beginning', code: begun ?? '', digits: few };

  const [, family, given] = /^([A-Z]{1,3})[ -]?([A-Z]{0,2})$/.exec(text) ?? [];
  return family === undefined ? undefined : { by: 'letters', family, given: given ?? '' };
}

/** Whether it is a registration number in which a character is wrong: no patient has it, and whoever typed it is told so at once. */
export function isMistyped(search: PatientSearch): boolean {
  if (search.by === 'number') return !isRegistrationNumber(search.number);
  return search.by === 'digits' && !isDammValid(search.digits);
}
