import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StaffProposer } from '#identity/api';
import type { Ctx } from '#kernel/api';
import { hasWords } from '#kernel/domain';
import type { FactorHolderView, FactorResetView } from './factor-resets.messages.js';
import { instant } from './staff.store.js';

/** As it is kept: what has not come yet is null. */
export type FactorReset = Pick<FactorResetView, 'id' | 'reason' | 'proposedAt' | 'stateVersion'> & {
  readonly person: StaffProposer;
  readonly proposedBy: StaffProposer;
  readonly outcome: NonNullable<FactorResetView['outcome']> | null;
  readonly endedBy: StaffProposer | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
};

/** How many of those that ended are still shown: the journal tells of all. */
const ENDED_SHOWN = 50;
/** How many people of a name are told at once. */
const AT_MOST = 20;

/** All SQL about the forgetting of second factors. */
@Injectable()
export class FactorResetStore {
  list({ tx }: Ctx): Promise<FactorReset[]> {
    return tx.query(`
      (${RESETS} WHERE r.outcome IS NULL AND NOT ${LAPSED} ORDER BY r.proposed_at, r.id) UNION ALL
      (${RESETS} WHERE r.outcome IS NOT NULL OR ${LAPSED} ORDER BY coalesce(r.ended_at, r.proposed_at) DESC, r.id LIMIT ${ENDED_SHOWN})`);
  }

  /** Holds it until the end of the transaction. */
  async take({ tx }: Ctx, id: string): Promise<FactorReset | undefined> {
    await tx.query('SELECT FROM factor_reset WHERE id = $1 FOR NO KEY UPDATE', [id]);
    return this.one(tx, id);
  }

  async one(tx: Ctx['tx'], id: string): Promise<FactorReset | undefined> {
    const [row] = await tx.query(`${RESETS} WHERE r.id = $1`, [id]);
    return row;
  }

  /** Those who have a second factor and whose name or address holds these words, read as everywhere: no accents, hyphens or order. */
  async holders({ tx }: Ctx, search: string): Promise<{ items: Omit<FactorHolderView, 'abilities'>[]; more: boolean }> {
    const all: Omit<FactorHolderView, 'abilities'>[] = await tx.query(HOLDERS);
    const found = all.filter(({ name, email }) => hasWords([name, email], search));
    return {
      items: found.slice(0, AT_MOST).map(({ place, ...row }) => ({ ...row, ...(place && { place }) })),
      more: found.length > AT_MOST,
    };
  }

  /** Whether that person has a second factor. */
  async has({ tx }: Ctx, personId: string): Promise<boolean> {
    return (await tx.query('SELECT FROM second_factor WHERE person_id = $1 LIMIT 1', [personId])).length > 0;
  }

  /** @returns its id; undefined when one waits already for that person. */
  async propose({ tx, actor }: Ctx, personId: string, reason: string): Promise<string | undefined> {
    await tx.query(`UPDATE factor_reset r SET ${LAPSES} WHERE r.person_id = $1 AND ${LAPSED}`, [personId]);
    const [row] = await tx.query(
      `INSERT INTO factor_reset (person_id, reason, proposed_by) VALUES ($1, $2, $3)
       ON CONFLICT (person_id) WHERE outcome IS NULL DO NOTHING RETURNING id`,
      [personId, reason, actor.personId],
    );
    return row?.id;
  }

  async end({ tx, actor }: Ctx, id: string, outcome: NonNullable<FactorReset['outcome']>, reason?: string): Promise<void> {
    await tx.query(
      `UPDATE factor_reset SET outcome = $2, ended_by = $3, ended_at = clock_timestamp(), end_reason = $4, state_version = state_version + 1 WHERE id = $1`,
      [id, outcome, actor.personId, reason ?? null],
    );
  }
}

const named = (id: string): string =>
  `(SELECT json_build_object('id', id, 'name', given_name || ' ' || family_name) FROM person WHERE id = ${id})`;

/** A proposal holds for so many days: who asked for it was recognised by voice, and that was then. */
const HOLDS_DAYS = 7;

/**
 * What waits, and must not be confirmed any more: too old, by someone who is no manager now, or about factors that are there no more, or were made since. What is
 * said of `r` is true at once; its row says it once another is proposed.
 */
const LAPSED = `(r.outcome IS NULL AND (
  r.proposed_at < clock_timestamp() - interval '${HOLDS_DAYS} days'
  OR NOT EXISTS (SELECT FROM staff WHERE staff.person_id = r.proposed_by AND staff.role = 'gestionnaire' AND staff.active)
  OR NOT EXISTS (SELECT FROM second_factor f WHERE f.person_id = r.person_id)
  OR EXISTS (SELECT FROM second_factor f WHERE f.person_id = r.person_id AND f.made_at > r.proposed_at)))`;

const LAPSES = `outcome = 'lapsed', ended_at = clock_timestamp(), state_version = state_version + 1`;

/** What still waits to be forgotten of a person whose factors were. */
export async function lapseResets(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(`UPDATE factor_reset SET ${LAPSES} WHERE person_id = $1 AND outcome IS NULL`, [personId]);
}

const RESETS = `
  SELECT r.id, r.reason, ${named('r.person_id')} AS person, ${named('r.proposed_by')} AS "proposedBy", ${instant('r.proposed_at')} AS "proposedAt",
    CASE WHEN ${LAPSED} THEN 'lapsed' ELSE r.outcome END AS outcome, ${named('r.ended_by')} AS "endedBy", ${instant('r.ended_at')} AS "endedAt", r.end_reason AS "endReason", r.state_version AS "stateVersion"
  FROM factor_reset r`;

const HOLDERS = `
  SELECT p.id, p.given_name || ' ' || p.family_name AS name, p.email, f.factors,
    coalesce(h.name, (SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM profile pr JOIN centre c ON c.id = pr.centre_id
      WHERE pr.person_id = p.id AND pr.active)) AS place
  FROM person p JOIN (SELECT person_id, count(*)::int AS factors FROM second_factor GROUP BY person_id) f ON f.person_id = p.id
  LEFT JOIN staff s ON s.person_id = p.id LEFT JOIN holder h ON h.id = s.holder_id
  ORDER BY p.family_name, p.given_name, p.id`;
