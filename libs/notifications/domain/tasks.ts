import { TO_CHECK, type TaskKind } from '#kernel/domain';

/** What e-mails ask of the manager (charter C6.4): one task for all. */
export const MAIL_TASKS = {
  unconfirmed: {
    name: 'unconfirmed-mail',
    text: 'Vérifier les e-mails dont l’arrivée n’est pas certaine',
    urgency: 'upkeep',
    group: TO_CHECK,
  },
} as const satisfies Readonly<Record<string, TaskKind>>;
