import { ofEnrolment, ofStream } from '#kernel/domain';

/** The early access that takes over, by its code. */
interface Later {
  readonly laterId: string;
  readonly later: string;
}

const TOLD = { subject: 'Authorisation', changesRights: false };
const withCode = (label: string, { later }: Partial<Later>) => (later ? `${label}\u00a0: ${later}` : label);

/** What the manager does of two authorisations (charter C8.1). It stands in the journal of the compassionate one. */
export const RELAY_ACTS = {
  linked: ofStream<Later>('authorisation', {
    ...TOLD,
    name: 'relay.linked',
    label: 'Relais par un accès précoce enregistré',
    sentence: (details) => withCode('Relais par un accès précoce enregistré', details),
  }),
  unlinked: ofStream<Later & { readonly reason: string }>('authorisation', {
    ...TOLD,
    name: 'relay.unlinked',
    label: 'Relais par un accès précoce retiré',
    sentence: (details) => withCode('Relais par un accès précoce retiré', details),
  }),
  cohortBegun: ofStream<Later & { readonly patients: number }>('authorisation', {
    ...TOLD,
    name: 'relay.cohort-begun',
    label: 'Ouverture des demandes d’accès précoce de la cohorte',
    sentence: ({ patients, later }) =>
      later ? `Ouverture des demandes d’accès précoce (${later}) de ${patients} patients` : 'Ouverture des demandes d’accès précoce',
  }),
  cohortStopped: ofStream<{ readonly laterId: string }>('authorisation', {
    ...TOLD,
    name: 'relay.cohort-stopped',
    label: 'Ouverture des demandes de la cohorte arrêtée\u00a0: le gestionnaire qui l’avait lancée n’a plus les droits qu’elle demande',
  }),
  cohortEnded: ofStream<Later & { readonly opened: number; readonly kept: number }>('authorisation', {
    ...TOLD,
    name: 'relay.cohort-ended',
    label: 'Demandes d’accès précoce de la cohorte ouvertes',
    sentence: ({ opened, kept, later }) =>
      later
        ? `Demandes d’accès précoce (${later})\u00a0: ${opened} ouvertes, ${kept} patients sans demande`
        : 'Demandes d’accès précoce de la cohorte ouvertes',
  }),
} as const;

/** What is told in both files of a patient (charter C8.3): each may change who reads the former one. */
export const CONTINUITY_ACTS = {
  continued: ofEnrolment<Later & { readonly laterEnrolmentId: string }>({
    name: 'continuity.continued',
    subject: 'enrolment',
    label: 'Recueil poursuivi sous l’accès précoce',
    sentence: ({ later }) =>
      later ? `Recueil poursuivi sous l’accès précoce ${later}\u00a0: demande ouverte` : 'Recueil poursuivi sous l’accès précoce',
    changesRights: true,
  }),
  follows: ofEnrolment<{ readonly former: string; readonly number: string; readonly formerEnrolmentId: string }>({
    name: 'continuity.follows',
    subject: 'enrolment',
    label: 'Données de l’accès compassionnel reprises',
    sentence: ({ number }) =>
      number
        ? `Suite du recueil compassionnel n°\u00a0${number}\u00a0: données reprises, à confirmer`
        : 'Suite du recueil compassionnel\u00a0: données reprises, à confirmer',
    changesRights: true,
  }),
} as const;
