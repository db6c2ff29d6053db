import { TO_CHECK, type TaskKind } from '#kernel/domain';

/** What designations ask of who made them, and of who answers for them once their author left (charter C5.1, C5.4). */
export const DESIGNATION_TASKS = {
  authorLeft: {
    name: 'designation-left',
    text: 'Renouveler ou retirer une désignation dont l’auteur a quitté le centre',
    urgency: 'upkeep',
    group: TO_CHECK,
  },
  ending: { name: 'renew-designation', text: 'Renouveler la désignation, ou la laisser finir', urgency: 'upkeep', group: TO_CHECK },
} as const satisfies Readonly<Record<string, TaskKind>>;
