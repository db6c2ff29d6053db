import type { EntityManager } from 'typeorm';
import type { StateWhy } from './state-why.messages.js';
import type { Act } from '#kernel/domain';

/** The last of these acts, all on one kind of subject, on each of the subjects, as the journal tells it: the one place where every act says who, when and why. */
export async function whyOf(tx: EntityManager, ids: readonly string[], ...acts: readonly Act[]): Promise<ReadonlyMap<string, StateWhy>> {
  if (ids.length === 0) return new Map();
  const rows: { id: string; at: Date; byName: string; reason: string | null }[] = await tx.query(
    `SELECT DISTINCT ON (entry.subject_id) entry.subject_id AS id, entry.at, entry.actor_name AS "byName",
       coalesce(entry.details::json ->> 'reason', (SELECT min(reason) FROM journal_value WHERE entry_id = entry.id)) AS reason
     FROM journal_entry entry WHERE entry.subject_type = $1 AND entry.subject_id = ANY($2) AND entry.action = ANY($3)
     ORDER BY entry.subject_id, entry.id DESC`,
    [acts[0]?.subject, ids, acts.map(({ name }) => name)],
  );
  return new Map(
    rows.map(({ id, at, byName, reason }) => [id, { at: new Date(at).toISOString(), byName, ...(reason !== null && { reason }) }]),
  );
}
