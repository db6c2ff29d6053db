import { audience } from '#kernel/domain';

/** The staff of the company that exploits the medicine, whose opinion is awaited (charter P1) and whose pharmacovigilance is told at once (P3). */
export const HOLDER = audience('holder', { neverEmpty: true });
