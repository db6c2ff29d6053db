import { audience } from '#kernel/domain';

/** The staff of the company that exploits the medicine, whose opinion is awaited (charter P1) and whose pharmacovigilance is told at once (P3). */
export const HOLDER = audience('holder', { neverEmpty: true });

/** Who keeps the deadlines of an authorisation (charter R3): the staff of its holder, and the managers to whom it is assigned. */
export const DEADLINE_WATCHERS = audience('deadline-watchers');
