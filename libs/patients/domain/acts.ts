import { ofEnrolment, own } from '#kernel/domain';
import { REQUEST_WORDS } from './words.js';

/** Each may change where the request stands. */
const REQUEST = {
  subject: 'enrolment',
  changes: { state: { label: 'État de la demande', value: (state: unknown) => own(REQUEST_WORDS, String(state))?.label ?? String(state) } },
};

/** What is done with a request: it is the enrolment, from its draft (charter P1). */
export const REQUEST_ACTS = {
  started: ofEnrolment<{ readonly authorisation: string; readonly prescriberId: string }>({
    ...REQUEST,
    name: 'request.started',
    label: 'Demande commencée',
  }),
  sent: ofEnrolment<{ readonly first: boolean }>({
    ...REQUEST,
    name: 'request.sent',
    label: 'Demande transmise à l’exploitant',
    sentence: ({ first }) => (first ? 'Demande transmise à l’exploitant' : 'Demande transmise de nouveau à l’exploitant'),
  }),
  granted: ofEnrolment<{ readonly number: string }>({
    ...REQUEST,
    name: 'request.granted',
    label: 'Avis favorable',
    sentence: ({ number }) => `Avis favorable\u00a0: numéro ${number} attribué`,
  }),
  refused: ofEnrolment({ ...REQUEST, name: 'request.refused', label: 'Avis défavorable' }),
  moreAsked: ofEnrolment({ ...REQUEST, name: 'request.more-asked', label: 'Complément demandé par l’exploitant' }),
  cancelled: ofEnrolment<{ readonly sentBefore: boolean }>({ ...REQUEST, name: 'request.cancelled', label: 'Demande annulée' }),
} as const;
