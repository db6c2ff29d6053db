import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ActRegistry } from '#kernel/domain';
import type { Stream } from './journal.js';
import type { Story, StoryEntry } from './stories.messages.js';

/** Entries of one story, at most: the latest. The journal keeps them all. */
const MOST = 300;

interface Row extends Omit<StoryEntry, 'at' | 'text' | 'centreName'> {
  readonly at: Date;
  readonly centreName: string | null;
  readonly action: string;
  readonly details: string;
  readonly changes: number;
}

/** What happened of an authorisation, a person or a centre, in the words of the acts that were written. A patient's file has its own (`JournalReader`). */
@Injectable()
export class Stories {
  constructor(private readonly acts: ActRegistry) {}

  /** The caller has asked the policy. */
  async of(tx: EntityManager, { kind, id }: Stream): Promise<Story> {
    return this.read(tx, { kind, id }, null);
  }

  /** Only what may have changed who sees what. */
  async ofRights(tx: EntityManager, stream: Stream): Promise<Story> {
    const names = this.acts.all.filter(({ changesRights }) => changesRights).map(({ name }) => name);
    return this.read(tx, stream, names);
  }

  private async read(tx: EntityManager, { kind, id }: Stream, only: readonly string[] | null): Promise<Story> {
    const rows: Row[] = await tx.query(ENTRIES, [kind, id, only, MOST]);
    return {
      items: rows.map(({ action, details, changes, at, centreName, ...said }) => ({
        ...said,
        at: at.toISOString(),
        ...(centreName && { centreName }),
        text: this.acts.sentence(action, JSON.parse(details), changes),
      })),
    };
  }
}

const ENTRIES = `
  SELECT entry.seq::int, entry.at, entry.actor_name AS "actorName", entry.actor_role AS "actorRole", centre.name AS "centreName", entry.action, entry.details,
    (SELECT count(*)::int FROM journal_value WHERE entry_id = entry.id) AS changes
  FROM journal_entry entry LEFT JOIN centre ON centre.id = entry.centre_id
  WHERE entry.stream_kind = $1 AND entry.stream_id = $2 AND ($3::text[] IS NULL OR entry.action = ANY($3))
  ORDER BY entry.seq DESC LIMIT $4`;
