import { subject, type Subject } from '@casl/ability';
import { turnOn } from '#authorisations/domain';
import type { AuthorisationKind, AuthorisationStatus } from './authorisations.messages.js';
import type { Authorisation } from './entities.js';

/** An authorisation as it stands on a day: its status, its kind of access and whether anything is collected, whatever is decided for later. */
export type AuthorisationOnDay = Omit<Authorisation, 'firstKind' | 'firstStatus'> & {
  readonly status: AuthorisationStatus;
  readonly kind: AuthorisationKind;
  /** Waived from PUT and follow-up: nothing is collected (charter R8). */
  readonly waived: boolean;
};

/** @param day where the actor is. */
export function onDay({ firstKind, firstStatus, ...authorisation }: Authorisation, day: string): AuthorisationOnDay {
  const turn = turnOn(authorisation.turns, day);
  return { ...authorisation, status: turn?.status ?? firstStatus, kind: turn?.kind ?? firstKind, waived: turn?.waived ?? false };
}

/** The status of that row on a day, as SQL: it reads the row alone, so that one that is held is read as it is once held. @param day an SQL expression of type text */
export const statusOnSql = (day: string, row = 'authorisation'): string => `authorisation_status(${row}.status, ${row}.turns, ${day})`;

/** The kind of access of that row on a day, as SQL. */
export const kindOnSql = (day: string, row = 'authorisation'): string => `authorisation_kind(${row}.kind, ${row}.turns, ${day})`;

/** Whether that row is waived from PUT and follow-up on a day (charter R8), as SQL. */
export const waivedOnSql = (day: string, row = 'authorisation'): string => `authorisation_waived(${row}.turns, ${day})`;

/** What the policy looks at on an authorisation. */
export function asSubject({ id, holderId, status }: Pick<AuthorisationOnDay, 'id' | 'holderId' | 'status'>): Subject {
  return subject('Authorisation', { id, holderId, status });
}
