import { frenchLongDate, ofEnrolment, ofStream, own } from '#kernel/domain';
import { TRANSFER_STATE_WORDS } from './words.js';

/** Which centres a transfer is between, as they were called then, from which day on, and the prescriber who receives the patient. */
interface AboutTransfer {
  readonly from: string;
  readonly to: string;
  readonly fromName: string;
  readonly toName: string;
  readonly on: string;
  readonly prescriberId: string;
}

/** Each may change who sees the patient, and where the transfer stands. */
const TRANSFER = {
  subject: 'transfer',
  changesRights: true,
  changes: {
    transfer: { label: 'État du transfert', value: (state: unknown) => own(TRANSFER_STATE_WORDS, String(state))?.label ?? String(state) },
    prescriber: { label: 'Prescripteur qui reçoit le patient' },
  },
};

/** Between which centres, and from which day on, as far as an entry says it. */
const words = (act: string, { fromName, toName, on }: Partial<AboutTransfer>) =>
  fromName && toName && on ? `${act} de ${fromName} vers ${toName}, à compter du ${frenchLongDate(on)}` : act;

/** What becomes of a patient’s transfers, in their file (charter C10.1). */
export const TRANSFER_ACTS = {
  planned: ofEnrolment<AboutTransfer>({
    ...TRANSFER,
    name: 'transfer.planned',
    label: 'Transfert prévu',
    sentence: (details) => words('Transfert prévu', details),
  }),
  receiverNamed: ofEnrolment<AboutTransfer>({
    ...TRANSFER,
    changesRights: false,
    name: 'transfer.receiver-named',
    label: 'Autre prescripteur choisi pour un transfert prévu',
    sentence: (details) => words('Autre prescripteur choisi pour le transfert prévu', details),
  }),
  done: ofEnrolment<AboutTransfer>({
    ...TRANSFER,
    name: 'transfer.done',
    label: 'Patient transféré à un autre centre',
    sentence: (details) => words('Patient transféré', details),
  }),
  cancelled: ofEnrolment<AboutTransfer>({
    ...TRANSFER,
    name: 'transfer.cancelled',
    label: 'Transfert prévu annulé',
    sentence: (details) => words('Annulation du transfert prévu', details),
  }),
  undone: ofEnrolment<AboutTransfer>({
    ...TRANSFER,
    name: 'transfer.undone',
    label: 'Transfert défait',
    sentence: (details) => words('Retour sur le transfert fait par erreur', details),
  }),
} as const;

const TOLD = { subject: 'Authorisation', changesRights: false };

/** What a centre is told of the transfers that concern it: their id, and nothing of the patient. */
export const CENTRE_TRANSFER_ACTS = {
  announced: ofStream<{ readonly transferId: string }>('centre', {
    ...TOLD,
    name: 'transfer.announced',
    label: 'Transfert annoncé au centre',
  }),
  left: ofStream<{ readonly transferId: string }>('centre', {
    ...TOLD,
    name: 'transfer.left',
    takesPatientAway: true,
    label: 'Départ d’un patient annoncé au centre',
  }),
  calledOff: ofStream<{ readonly transferId: string }>('centre', {
    ...TOLD,
    name: 'transfer.called-off',
    takesPatientAway: true,
    label: 'Transfert sans suite annoncé au centre',
  }),
} as const;
