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
} as const;
