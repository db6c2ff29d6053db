import type { TaskKind } from '#kernel/domain';

/** What transfers to come ask of the manager (charter C10.1, C10.6). */
export const TRANSFER_TASKS = {
  toName: {
    name: 'transfer-receiver',
    text: 'Choisir un autre prescripteur pour recevoir un patient, ou annuler son transfert',
    urgency: 'asked',
    group: { title: 'Transferts qui attendent un prescripteur', icon: 'alert', tone: 'amber' },
  },
} as const satisfies Readonly<Record<string, TaskKind>>;
