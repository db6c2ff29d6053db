import { never, type Rule } from './rule.js';
import { frozen, itselfFrozen, noMoreInForce } from './terms.js';
import { HOSPITAL_ROLES, STAFF_ROLES } from './vocabulary.js';

const EVERYONE = [...HOSPITAL_ROLES, ...STAFF_ROLES] as const;

/** What no role may do while an authorisation is not in force, or a collection is frozen. These win over every other rule. */
export const STATE_RULES: readonly Rule[] = [
  never('R5', HOSPITAL_ROLES, 'Authorisation', ['start-request'], noMoreInForce),
  never('C12.4', EVERYONE, 'Authorisation', ['start-request'], itselfFrozen),
  never('C12.4', EVERYONE, 'Enrolment', ['cancel', 'decide'], frozen),
  never(
    'C12.4',
    EVERYONE,
    'Form',
    ['write', 'complete', 'reopen', 'sign-prescriber', 'sign-pharmacist', 'transcribe', 'review', 'lock', 'ask-unlock'],
    frozen,
  ),
  never('C12.4', EVERYONE, 'Query', ['ask', 'answer', 'close', 'reopen', 'cancel', 'remind', 'assign'], frozen),
  never('C12.4', EVERYONE, 'Protocol', ['pass-forms'], frozen),
  never('C12.4', EVERYONE, 'Transfer', ['make'], frozen),
];
