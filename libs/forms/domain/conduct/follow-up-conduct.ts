import type { Conduct, FormStanding, StatefulAct } from './conduct.js';
import type { FormMessage } from '../say.js';

/** Acts that ask for the entry to be in that state: it is ended and opened again as often as one likes, but not twice in a row; one signs what is ended. */
const WANTED: Readonly<Record<Exclude<StatefulAct, 'write'>, { readonly state: FormStanding['state']; readonly otherwise: FormMessage }>> =
  {
    complete: { state: 'in-progress', otherwise: { code: 'already-ended' } },
    reopen: { state: 'complete', otherwise: { code: 'already-open' } },
    sign: { state: 'complete', otherwise: { code: 'to-be-ended-first' } },
  };

/** Every form but the FAT: nothing waits for its signatures, and nothing of the request follows from it (charter C5.5, C5.6). */
export const FOLLOW_UP_CONDUCT: Conduct = {
  whyNot: (act, { state }) => (act === 'write' || WANTED[act].state === state ? undefined : WANTED[act].otherwise),
  isFilledInParts: false,
  takesKnownAs: 'carried-values',

  readsOtherForms: true,
  seen: (env) => env,
  refusesContradictions: true,

  awaitsSignatures: false,
  // One signs it as it stands.
  wholeFor: () => [],
  listedFor: ({ sections }) => sections.map(({ code }) => code),
  movesRequest: false,
  needsAuthorisationInForce: false,
  makesAccessRequest: () => false,
  identityTold: () => undefined,

  whyNotLockable: ({ state }) => (state === 'complete' ? undefined : 'typed'),
  opensInFollowUp: true,
  whyNeverWithdrawn: undefined,
  isNamedInJournal: true,
  standingOnPaper: ({ state }) => ({ code: 'entry-stands', params: { state } }),
};
