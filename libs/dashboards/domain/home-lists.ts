import { CALENDAR_TASKS } from '#calendar/domain';
import type { ListLink } from '#kernel/domain';
import { COUNT_WORDS } from './words.js';

export type CountName = keyof typeof COUNT_WORDS;

export const COUNT_NAMES = Object.keys(COUNT_WORDS) as readonly CountName[];

/** What the operator's side looks at first, by the name of its count in the overview. */
export const FOLLOWED_LISTS = {
  late: CALENDAR_TASKS.late.group.list,
  dueIn30Days: CALENDAR_TASKS.due.group.list,
  openQueries: { path: '/queries', params: { state: 'open,answered' } },
  fatsToSign: { path: '/patients', params: { etats: 'completed,half-signed' } },
} as const satisfies Readonly<Record<string, ListLink>>;

/** The requests in these states. */
export function requestsIn(states: string): ListLink {
  return { path: '/patients', params: { etats: states } };
}
