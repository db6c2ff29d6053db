import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StoredChange } from './journal-values.js';
import { REQUEST_ACTS } from '#patients/domain';

/** An entry of an enrolment's journal, with its values. */
export interface JournalRow {
  readonly id: number;
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly actorRole: string;
  readonly centreId: string | null;
  readonly centreName: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly changes: readonly StoredChange[];
}

export interface JournalFilter {
  readonly enrolmentId: string;
  /** Entries before this sequence: they come latest first. */
  readonly before?: number;
  readonly subjectId?: string;
  /** Only entries that changed this item, with that change alone. */
  readonly item?: string | undefined;
  /** Only what was written from this centre. */
  readonly centreId?: string | undefined;
  /** Only what concerns what this centre wrote: what others wrote, and what was done with that, is not told (charter C10.5). */
  readonly leftCentre?: string | undefined;
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  /** Only from the first sending to the holder on; nothing when it was never sent. */
  readonly sinceSent?: boolean;
}

/** Reads the journal. Whether the actor may is asked by the caller, on the enrolment. */
@Injectable()
export class JournalStore {
  async entries(tx: EntityManager, filter: JournalFilter, limit: number): Promise<JournalRow[]> {
    const { enrolmentId, before, subjectId, item, centreId, leftCentre, only, except, sinceSent = false } = filter;
    const rows = await tx.query(
      `SELECT entry.id::int, entry.seq::int, entry.at, entry.actor_name AS "actorName", entry.actor_role AS "actorRole",
         entry.centre_id AS "centreId", centre.name AS "centreName", entry.action, entry.subject_type AS "subjectType",
         entry.subject_id AS "subjectId", entry.details, coalesce(written.changes, '[]') AS changes
       FROM journal_entry entry
       LEFT JOIN centre ON centre.id = entry.centre_id
       CROSS JOIN LATERAL (
         SELECT json_agg(json_build_object('item', item, 'old', old_value, 'new', new_value, 'reason', reason) ORDER BY rank) AS changes
         FROM journal_value WHERE entry_id = entry.id AND ($6::text IS NULL OR item = $6)
       ) written
       WHERE entry.stream_kind = 'enrolment' AND entry.stream_id = $1
         AND ($3::bigint IS NULL OR entry.seq < $3)
         AND ($4::text[] IS NULL OR entry.action = ANY($4))
         AND ($5::text[] IS NULL OR entry.action <> ALL($5))
         AND ($6::text IS NULL OR written.changes IS NOT NULL)
         AND ($7::text IS NULL OR entry.subject_id = $7)
         AND ($8::text IS NULL OR entry.centre_id = $8)
         AND (NOT $9::boolean OR entry.seq >= (SELECT min(sent.seq) FROM journal_entry sent
           WHERE sent.stream_kind = 'enrolment' AND sent.stream_id = $1 AND sent.action IN ('${REQUEST_ACTS.sent.name}', '${REQUEST_ACTS.included.name}')))
         AND ($10::text IS NULL OR entry.centre_id = $10 OR (entry.centre_id IS NULL AND entry.subject_type <> 'notification'
           AND NOT EXISTS (SELECT FROM journal_entry other WHERE other.subject_id = entry.subject_id AND other.subject_type = entry.subject_type
             AND other.centre_id <> $10)))
       ORDER BY entry.seq DESC LIMIT $2`,
      [
        enrolmentId,
        limit,
        before ?? null,
        only ?? null,
        except ?? null,
        item ?? null,
        subjectId ?? null,
        centreId ?? null,
        sinceSent,
        leftCentre ?? null,
      ],
    );
    return rows.map((row: JournalRow & { details: string }) => ({ ...row, details: JSON.parse(row.details) }));
  }
}
