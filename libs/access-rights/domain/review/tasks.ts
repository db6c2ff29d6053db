import { TO_CHECK, type TaskKind } from '#kernel/domain';

/** What a centre is asked once a year (charter C5.7). */
export const REVIEW_TASKS = {
  review: { name: 'access-review', text: 'Faire la revue annuelle des accès du centre', urgency: 'upkeep', group: TO_CHECK },
} as const satisfies Readonly<Record<string, TaskKind>>;
