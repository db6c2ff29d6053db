import { frenchDate, ofEnrolment, own, type CalendarDate } from '#kernel/domain';
import { READ_GRANT_WORDS } from './words.js';

interface Asker {
  readonly askerId: string;
  /** Where they dispense. */
  readonly askerCentreId: string;
}

const READ_GRANT = {
  subject: 'ReadGrant',
  changes: { reading: { label: 'lecture du dossier', value: (state: unknown) => own(READ_GRANT_WORDS, String(state)) ?? String(state) } },
} as const;

/** The file of a patient read from a centre that only dispenses: asked for, opened, closed (charter C9.2). They stand in the file of that patient. */
export const READ_GRANT_ACTS = {
  asked: ofEnrolment<Asker>({
    ...READ_GRANT,
    name: 'reading.asked',
    label: 'Lecture du dossier demandée par un pharmacien d’un autre centre',
  }),
  granted: ofEnrolment<Asker & { readonly until: CalendarDate }>({
    ...READ_GRANT,
    name: 'reading.granted',
    label: 'Lecture du dossier ouverte à un pharmacien d’un autre centre',
    sentence: ({ until }) =>
      `Lecture du dossier ouverte à un pharmacien d’un autre centre${until ? `, jusqu’au ${frenchDate(until)}` : ''}`,
    changesRights: true,
  }),
  refused: ofEnrolment<Asker>({
    ...READ_GRANT,
    name: 'reading.refused',
    label: 'Lecture du dossier refusée à un pharmacien d’un autre centre',
  }),
  withdrawn: ofEnrolment<Asker>({
    ...READ_GRANT,
    name: 'reading.withdrawn',
    label: 'Lecture du dossier retirée à un pharmacien d’un autre centre',
    changesRights: true,
  }),
  ended: ofEnrolment<Asker & { readonly why: 'patient-left' | 'asker-left' }>({
    ...READ_GRANT,
    name: 'reading.ended',
    label: 'Lecture du dossier par un pharmacien d’un autre centre terminée',
    sentence: ({ why }) =>
      `Lecture du dossier par un pharmacien d’un autre centre terminée\u00a0: ${why === 'asker-left' ? 'cette personne a quitté son centre' : 'le patient a quitté le centre qui l’avait ouverte'}`,
    changesRights: true,
  }),
  flagged: ofEnrolment<Asker>({
    ...READ_GRANT,
    name: 'reading.flagged',
    label: 'Lecture du dossier par un pharmacien d’un autre centre signalée lors de la revue annuelle des accès',
  }),
} as const;
