import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What an authorisation shows of the current version of its protocol. */
export interface ProtocolCover {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly demonstration: boolean;
  /** Whether requests are made from it; else it is the last one known. */
  readonly inForce: boolean;
  readonly contact: { readonly name: string; readonly email: string; readonly phone?: string };
  readonly adverseEffects: string;
  /** How often a synthesis report is due; null where the PUT does not say. */
  readonly reportEveryMonths: number | null;
  /** Since when the medicine is available; null where the PUT does not say. */
  readonly availableOn: string | null;
  /** Where a part of what it asks is collected, when that is not here (charter C1.8). */
  readonly registries: readonly { readonly name: string; readonly url?: string }[];
}

/** Covers of protocols, for anyone who shows many: versions are small beside their documents, which are not read. */
@Injectable()
export class ProtocolCovers {
  /** By code: of the version in force on that day, or else of the last one known. A protocol that was never published has none. @param day `YYYY-MM-DD` */
  async on(tx: EntityManager, codes: readonly string[], day: string): Promise<ReadonlyMap<string, ProtocolCover>> {
    const covers: ProtocolCover[] = await tx.query(
      `SELECT DISTINCT ON (code) id, code, version, (document->>'demonstration')::boolean AS demonstration,
         state = 'published' AND valid_from <= $2::date AS "inForce",
         document->'put'->'contact' AS contact, document->'put'->>'adverseEffects' AS "adverseEffects",
         (document->'put'->>'reportEveryMonths')::int AS "reportEveryMonths", document->'put'->>'availableOn' AS "availableOn",
         (SELECT coalesce(jsonb_agg(each - 'forms'), '[]') FROM jsonb_array_elements(document->'registries') each) AS registries
       FROM protocol_version WHERE code = ANY($1) AND published_at IS NOT NULL
       ORDER BY code, (state = 'published' AND valid_from <= $2::date) DESC, valid_from DESC, version DESC`,
      [codes, day],
    );
    return new Map(covers.map((cover) => [cover.code, cover]));
  }
}
