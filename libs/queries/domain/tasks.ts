import type { TaskKind } from '#kernel/domain';

const list = (state: string) => ({ label: 'Queries', path: '/queries', params: { state } });

/** What queries ask of each side (charter C5.2, C5.3). */
export const QUERY_TASKS = {
  toAnswer: {
    name: 'query-to-answer',
    text: 'Répondre à une question posée sur une fiche',
    urgency: 'asked',
    group: { title: 'Queries en attente de réponse', icon: 'help', tone: 'amber', list: list('open') },
  },
  toSettle: {
    name: 'query-to-settle',
    text: 'Lire la réponse à une question, et la clore',
    urgency: 'answered',
    group: { title: 'Queries à clore', icon: 'help', tone: 'blue', list: list('answered') },
  },
} as const satisfies Readonly<Record<string, TaskKind>>;
