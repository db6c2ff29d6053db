import type { TaskKind } from '#kernel/domain';

/** What pharmacists who dispense elsewhere ask of the team that follows the patient (charter C9.2). */
export const DISPENSING_TASKS = {
  toDecide: {
    name: 'reading-to-decide',
    text: 'Répondre à un pharmacien d’un autre centre qui demande à lire le dossier',
    urgency: 'asked',
    group: {
      title: 'Lectures demandées',
      icon: 'mail',
      tone: 'amber',
      list: { label: 'Dispensation', path: '/dispensation', params: { etat: 'asked' } },
    },
  },
} as const satisfies Readonly<Record<string, TaskKind>>;
