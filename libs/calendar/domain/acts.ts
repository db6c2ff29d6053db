import { ofEnrolment } from '#kernel/domain';

/** What becomes of a patient's calendar by itself. */
export const CALENDAR_ACTS = {
  versionChanged: ofEnrolment<{
    readonly code: string;
    readonly protocolVersionId: string;
    readonly formerVersionId: string;
    readonly version: number;
    readonly former: number;
  }>({
    name: 'calendar.version-changed',
    subject: 'schedule',
    label: 'Calendrier repris d’une autre version du protocole',
    sentence: ({ version }) => `Calendrier repris de la version ${version} du protocole\u00a0: les fiches commencées gardent la leur`,
  }),
  /** ANSM waived the authorisation from PUT and follow-up (charter R8). */
  waived: ofEnrolment({
    name: 'calendar.waived',
    subject: 'schedule',
    label: 'Dispense de PUT et de suivi\u00a0: plus aucune fiche n’est demandée',
  }),
  required: ofEnrolment({
    name: 'calendar.required',
    subject: 'schedule',
    label: 'Fin de la dispense de PUT et de suivi\u00a0: le calendrier reprend',
  }),
} as const;
