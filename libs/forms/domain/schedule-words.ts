import type { ScheduleState } from '#protocols/domain';

/** The states of the calendar, as people read them (charter C7.2). */
export const SCHEDULE_WORDS: Readonly<Record<ScheduleState, string>> = {
  upcoming: 'à venir',
  due: 'à saisir',
  'in-progress': 'en cours',
  late: 'en retard',
  complete: 'complète',
  'not-applicable': 'sans objet',
};
