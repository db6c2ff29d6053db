/** What may be done to many at once: to queries, or to forms. */
export const QUERY_BULK_ACTS = ['close', 'reopen', 'assign', 'due', 'remind'] as const;
export const FORM_BULK_ACTS = ['mark-read', 'mark-verified', 'lock'] as const;
export const BULK_ACTS = ['ask', ...QUERY_BULK_ACTS, ...FORM_BULK_ACTS] as const;
export type BulkActName = (typeof BULK_ACTS)[number];

export type BulkState = 'running' | 'stopped' | 'done';

/** What became of one line. `failed`: nobody refused it, and it did not come through; it may be tried again. Nothing yet: still to be done. */
export type LineOutcome = 'done' | 'refused' | 'failed';

/** A line that comes through no better after so many attempts is left for a person to try again. */
export const MOST_ATTEMPTS = 3;

export interface LineCounts {
  readonly done: number;
  readonly refused: number;
  readonly failed: number;
  readonly left: number;
}

/** What a person may still do with it. */
export type BulkAbility = 'stop' | 'resume' | 'put-away';

/** Stopped, or left with lines that nobody refused, it goes on from where it was; what was done is not done twice. */
export function bulkAbilities(state: BulkState, { failed, left }: LineCounts, isPutAway: boolean): BulkAbility[] {
  if (state === 'running') return ['stop'];
  return [...(failed + left > 0 ? (['resume'] as const) : []), ...(isPutAway ? [] : (['put-away'] as const))];
}
