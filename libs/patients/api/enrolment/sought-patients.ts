import { Problem } from '#kernel/api';
import { isMistyped, readSearch, type PatientSearch } from '#patients/domain';
import { say } from '../say.js';

/**
 * Whom a box of search asks for: undefined for everyone, `nobody` when what was typed can be no number, letters or birth: nothing is found, rather
 * than everything.
 * @throws Problem `invalid-request` for a registration number that no patient can have.
 */
export function soughtPatients(typed: string | undefined): PatientSearch | 'nobody' | undefined {
  if (!typed?.trim()) return undefined;
  const search = readSearch(typed);
  if (search && isMistyped(search)) throw mistyped();
  return search ?? 'nobody';
}

function mistyped(): Problem {
  const message = say({ code: 'mistyped-number' });
  return new Problem('invalid-request', { items: [{ path: 'search', message }] });
}
