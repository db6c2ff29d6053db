import { isCalendarDate, isDammValid, MONTH_WORDS, withoutAccents, type CalendarDate } from '#kernel/domain';
import { isRegistrationNumber } from './registration-number.js';

/** What someone looks for in the list of patients. */
export type PatientSearch =
  | { readonly by: 'number'; readonly number: string }
  /** The six digits alone, as people say them. */
  | { readonly by: 'digits'; readonly digits: string }
  /** Beginnings of the authorisation's code and of the digits, as one types them: `tec-5`. */
  | { readonly by: 'beginning'; readonly code: string; readonly digits: string }
  /** A month, and the day within it where it was said: of adults only the month is known. */
  | { readonly by: 'birth'; readonly month: string; readonly day?: CalendarDate }
  /** Beginnings of the letters of family and given name. */
  | { readonly by: 'letters'; readonly family: string; readonly given: string };

const MONTHS = MONTH_WORDS.map((name) => withoutAccents(name).toUpperCase());
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/**
 * Understands what screens show and what people say, in any case, with or without hyphen and spaces: `TECVAYLI-482137`, `vyv775537`, `482 137`,
 * `TEC-48`, `29/02/1980`, `29 février 1980`, `03/1961`, `mars 1961`, `DUP`, `DUP JE`; undefined when it can be none of these.
 */
export function readSearch(typed: string): PatientSearch | undefined {
  const text = withoutAccents(typed.normalize('NFKC')).toUpperCase().replace(DASHES, '-').trim().replace(/\s+/g, ' ');
  return readBirth(text.replace(/^NEE?(?:\(E\))? (?:LE|EN) /, '')) ?? readNumber(text.replace(/ /g, '')) ?? readLetters(text);
}

/** Whether it is a registration number in which a character is wrong: no patient has it, and the person who typed it is told so at once. */
export function isMistyped(search: PatientSearch): boolean {
  if (search.by === 'number') return !isRegistrationNumber(search.number);
  return search.by === 'digits' && !isDammValid(search.digits);
}

function readBirth(text: string): PatientSearch | undefined {
  const [, day, month, year] =
    /^(?:(\d{1,2}) ?[/. -] ?)?(0?[1-9]|1[0-2]) ?[/. -] ?(\d{4})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(text) ??
    /^(?:(\d{1,2})(?:ER)? )?([A-Z]{3,9})\.? (\d{4})$/.exec(text) ??
    [];
  if (month === undefined) {
    const [, isoMonth, isoDay] = /^(\d{4}-(?:0[1-9]|1[0-2]))(-\d{2})?$/.exec(text) ?? [];
    return isoMonth === undefined ? undefined : birth(isoMonth, isoDay === undefined ? undefined : isoMonth + isoDay);
  }
  const number = /^\d/.test(month) ? Number(month) : monthNamed(month);
  if (number === undefined) return undefined;
  const whole = `${year}-${String(number).padStart(2, '0')}`;
  return birth(whole, day === undefined ? undefined : `${whole}-${day.padStart(2, '0')}`);
}

function birth(month: string, day: string | undefined): PatientSearch | undefined {
  if (day === undefined) return { by: 'birth', month };
  return isCalendarDate(day) ? { by: 'birth', month, day } : undefined;
}

/** Written whole, or begun so that no other month is meant. */
function monthNamed(begun: string): number | undefined {
  const found = MONTHS.flatMap((name, index) => (name.startsWith(begun) ? [index + 1] : []));
  return found.length === 1 ? found[0] : undefined;
}

function readNumber(compact: string): PatientSearch | undefined {
  if (/^\d{6}$/.test(compact)) return { by: 'digits', digits: compact };
  const [, code, digits] = /^(?=[A-Z0-9]*[A-Z])([A-Z0-9]{2,8}?)-?(\d{6})$/.exec(compact) ?? /^([A-Z0-9]{2,8})-(\d{6})$/.exec(compact) ?? [];
  if (code !== undefined) return { by: 'number', number: `${code}-${digits}` };
  const begun = /^(?:(?:(?<code>[A-Z0-9]{2,8})-|(?<bare>[A-Z]{2,8}))?)(?<few>\d{1,5})$/.exec(compact)?.groups;
  return begun && { by: 'beginning', code: begun['code'] ?? begun['bare'] ?? '', digits: begun['few'] ?? '' };
}

function readLetters(text: string): PatientSearch | undefined {
  const [, family, given] = /^([A-Z]{1,3})[ -]?([A-Z]{0,2})$/.exec(text) ?? [];
  return family === undefined ? undefined : { by: 'letters', family, given: given ?? '' };
}
