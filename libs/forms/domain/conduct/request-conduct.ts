import { allows, isWritable, type RequestState } from '#patients/domain';
import { signatureRules } from '#protocols/domain';
import { identityIn } from '../reading/identity.js';
import type { Conduct } from './conduct.js';

/** Whether the patient has a number, or nobody waits for one any more. */
function isDecided(request: RequestState): boolean {
  return ['granted', 'refused', 'cancelled'].includes(request);
}

/** The form that opens an enrolment, a FAT or an inclusion form, carries the request: its signatures and its states are those of the request, and of no other form (charter C5.6). */
export const REQUEST_CONDUCT: Conduct = {
  // Typed until it is sent, and again when more is asked for.
  whyNot: (act, { request: state, ground }) => {
    if (act !== 'write') return allows(state, act) ? undefined : { code: 'request-refuses', params: { state, ground, event: act } };
    return isWritable(state) ? undefined : { code: 'request-settled', params: { state, ground } };
  },
  isFilledInParts: true,
  takesKnownAs: 'answers',

  // It comes before all others and sees none of them: what was signed reads the same for ever.
  readsOtherForms: false,
  seen: ({ today }) => ({ today }),
  // What is wrong in it is told before it is signed.
  refusesContradictions: false,

  awaitsSignatures: true,
  wholeFor: (form, roles) => [
    ...new Set(
      signatureRules(form)
        .filter(({ role }) => roles.includes(role))
        .flatMap(({ covers }) => covers),
    ),
  ],
  listedFor: (form, role) => REQUEST_CONDUCT.wholeFor(form, [role]),
  movesRequest: true,
  needsAuthorisationInForce: true,
  makesAccessRequest: (role) => role === 'prescriber',
  identityTold: identityIn,

  whyNotLockable: ({ state, request }) => (!isDecided(request) ? 'undecided' : state === 'complete' ? undefined : 'typed'),
  opensInFollowUp: false,
  whyNeverWithdrawn: { code: 'request-is-not-withdrawn' },
  isNamedInJournal: false,
  standingOnPaper: ({ request: state, ground }) => ({ code: 'request-stands', params: { state, ground } }),
};
