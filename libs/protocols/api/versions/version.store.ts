import { Injectable } from '@nestjs/common';
import { subject, type Subject } from '@casl/ability';
import type { EntityManager } from 'typeorm';
import type { VersionState } from '#protocols/domain';

/** The life of a version: all of it that ever changes. */
export interface VersionLife {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly state: VersionState;
  readonly validFrom: string | null;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

const LIFE = `id, code, version, document->'put'->>'title' AS title, state, to_char(valid_from, 'YYYY-MM-DD') AS "validFrom",
  imported_at AS "importedAt", imported_by AS "importedBy", published_at AS "publishedAt", published_by AS "publishedBy",
  withdrawn_at AS "withdrawnAt", withdrawn_by AS "withdrawnBy", withdrawn_reason AS "withdrawnReason"`;

/** All SQL about the life of versions. */
@Injectable()
export class VersionStore {
  /** Latest first; drafts that were put aside stay out of sight. */
  versions(tx: EntityManager, codes: readonly string[]): Promise<VersionLife[]> {
    return tx.query(
      `SELECT ${LIFE} FROM protocol_version WHERE code = ANY($1) AND (state <> 'withdrawn' OR published_at IS NOT NULL)
       ORDER BY code, version DESC`,
      [codes],
    );
  }

  async one(tx: EntityManager, id: string): Promise<VersionLife | undefined> {
    return (await tx.query(`SELECT ${LIFE} FROM protocol_version WHERE id = $1`, [id]))[0];
  }

  /** With a lock on all versions of that protocol: two are not published at once. */
  async lock(tx: EntityManager, code: string): Promise<void> {
    await tx.query('SELECT id FROM protocol_version WHERE code = $1 ORDER BY id FOR UPDATE', [code]);
  }

  async publish(tx: EntityManager, id: string, validFrom: string, by: string): Promise<void> {
    await tx.query(
      `UPDATE protocol_version SET state = 'published', valid_from = $2::date, published_at = clock_timestamp(), published_by = $3 WHERE id = $1`,
      [id, validFrom, by],
    );
  }

  async reschedule(tx: EntityManager, id: string, validFrom: string): Promise<void> {
    await tx.query('UPDATE protocol_version SET valid_from = $2::date WHERE id = $1', [id, validFrom]);
  }

  async withdraw(tx: EntityManager, id: string, reason: string, by: string): Promise<void> {
    await tx.query(
      `UPDATE protocol_version SET state = 'withdrawn', withdrawn_at = clock_timestamp(), withdrawn_by = $3, withdrawn_reason = $2 WHERE id = $1`,
      [id, reason, by],
    );
  }
}

/** What the policy looks at. */
export function asProtocol(authorisationId: string): Subject {
  return subject('Protocol', { authorisationId });
}
