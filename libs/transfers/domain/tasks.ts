import type { TaskKind } from '#kernel/domain';

export const TRANSFER_TASKS = {
  toDecide: {
    name: 'transfer-to-decide',
    text: 'Répondre à une demande de transfert',
    urgency: 'asked',
    group: { title: 'Transferts demandés', icon: 'help', tone: 'amber' },
  },
} as const satisfies Readonly<Record<string, TaskKind>>;
