import { frenchDate, isCalendarDate, ofEnrolment, own } from '#kernel/domain';
import { asksOpinion, type Ground } from './ground.js';
import { REQUEST_WORDS, stateInWords } from './words.js';

/** Each may change where the request stands. */
const REQUEST = {
  subject: 'enrolment',
  changes: { state: { label: 'État de la demande', value: (state: unknown) => own(REQUEST_WORDS, String(state))?.label ?? String(state) } },
};

const day = { label: '', value: (text: unknown) => (isCalendarDate(text) ? frenchDate(text) : String(text)) };

/** What ANSM gave for the patient: it stands with the values, which retention can erase. */
const ANSM = {
  subject: 'enrolment',
  changes: {
    ansmNumber: { label: 'N°\u00a0d’AAC' },
    ansmFrom: { ...day, label: 'AAC valable à compter du' },
    ansmUntil: { ...day, label: 'AAC valable jusqu’au' },
  },
};

/** Details from before grounds were kept say nothing: the holder's opinion was all that there was. */
const asked = (ground: Ground | undefined) => ground === undefined || asksOpinion(ground);

/** What is done with a request: it is the enrolment, from its draft (charter P1). */
export const REQUEST_ACTS = {
  started: ofEnrolment<{ readonly authorisation: string; readonly prescriberId: string; readonly ground?: Ground }>({
    ...REQUEST,
    name: 'request.started',
    label: 'Demande commencée',
    sentence: ({ ground }) => (asked(ground) ? 'Demande commencée' : 'Inclusion commencée'),
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
  /** No opinion was asked for: the signature that opens the enrolment gives the number (charter R7). */
  included: ofEnrolment<{ readonly number: string; readonly ground: Ground }>({
    subject: 'enrolment',
    changes: {
      state: {
        label: 'État de l’inclusion',
        value: (state: unknown) =>
          state === 'granted' ? stateInWords({ state, ground: 'framework-criteria' }).label : REQUEST.changes.state.value(state),
      },
    },
    name: 'request.included',
    label: 'Patient inclus',
    sentence: ({ number }) => (number ? `Patient inclus\u00a0: numéro ${number} attribué` : 'Patient inclus'),
  }),
  ansmNumberGiven: ofEnrolment({ ...ANSM, name: 'request.ansm-number-given', label: 'Numéro d’AAC de l’ANSM enregistré' }),
  ansmNumberCorrected: ofEnrolment({ ...ANSM, name: 'request.ansm-number-corrected', label: 'Numéro d’AAC de l’ANSM corrigé' }),
  /** A later enrolment of the patient has its number: what comes after that day is asked there (charter C8.3). */
  continued: ofEnrolment({
    subject: 'enrolment',
    name: 'enrolment.continued',
    label: 'Suivi poursuivi sous l’accès précoce\u00a0: ce qui vient ensuite n’est plus demandé ici',
  }),
  cancelled: ofEnrolment<{ readonly sentBefore: boolean; readonly ground?: Ground }>({
    ...REQUEST,
    name: 'request.cancelled',
    label: 'Demande annulée',
    sentence: ({ ground }) => (asked(ground) ? 'Demande annulée' : 'Inclusion annulée'),
  }),
} as const;
