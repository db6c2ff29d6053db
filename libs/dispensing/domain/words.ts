import type { LookWords } from '#kernel/domain';

/** What the access log calls what is looked at from elsewhere, or refused (charter C9.1). */
export const DISPENSING_LOOKS: LookWords = {
  'registration-number': 'validité d’un numéro d’enregistrement',
  'number-checks': 'validité d’un numéro d’enregistrement',
  'read-grant': 'lecture ouverte à un autre centre',
  'read-grants': 'lecture ouverte à un autre centre',
};
