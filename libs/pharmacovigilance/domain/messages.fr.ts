import { frenchDate, type CalendarDate } from '#kernel/domain';

interface OnDay {
  readonly day: CalendarDate;
}

const since = (turn: string, { day }: OnDay) =>
  `La déclaration ${turn} le ${frenchDate(day)}\u00a0: indiquez un jour à partir de celui-là.`;

/** Why nothing was transmitted on a day. */
export const PHARMACOVIGILANCE_FRENCH = {
  'day-to-come': () => 'Ce jour n’est pas encore venu\u00a0: indiquez celui où la déclaration a été transmise.',
  'received-later': ({ day }: OnDay) =>
    `La déclaration n’a été reçue que le ${frenchDate(day)}\u00a0: elle n’a pas pu être transmise avant.`,
  'serious-since': (on: OnDay) => since('est devenue grave', on),
  'sooner-since': (on: OnDay) => since('a vu son délai raccourci', on),
};
