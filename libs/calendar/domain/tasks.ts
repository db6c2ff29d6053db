import type { TaskKind } from '#kernel/domain';
import { DUE_WORDS } from './words.js';

const list = (travail: string) => ({ label: 'Tableau de bord', path: '/tableau-de-bord/liste', params: { travail } });

/** What the calendar of a patient asks for. */
export const CALENDAR_TASKS = {
  late: {
    name: 'form-late',
    text: 'Saisir une fiche en retard',
    urgency: 'late',
    group: { title: DUE_WORDS.late, icon: 'alert', tone: 'red', list: list('late') },
  },
  begun: {
    name: 'form-begun',
    text: 'Terminer la saisie d’une fiche du suivi',
    urgency: 'begun',
    group: { title: DUE_WORDS.begun, icon: 'pen', tone: 'blue', list: list('in-progress') },
  },
  due: {
    name: 'form-due',
    text: 'Saisir une fiche du calendrier',
    urgency: 'coming',
    group: { title: DUE_WORDS.soon, icon: 'clock', tone: 'amber', list: list('soon') },
  },
} as const satisfies Readonly<Record<string, TaskKind>>;
