import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Authority, Decision, DecisionKind } from '#authorisations/domain';

/** A decision as it was recorded. */
export interface DecisionRow {
  readonly id: string;
  readonly authorisationId: string;
  readonly kind: DecisionKind;
  readonly day: string;
  readonly decidedOn: string;
  readonly authority: Authority;
  readonly document: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  readonly reason: string;
  readonly recordedAt: Date;
  readonly recordedByName: string;
  readonly cancelledAt: Date | null;
  readonly cancelledByName: string | null;
  readonly cancelReason: string | null;
}

/** What is recorded. */
export type NewDecision = Pick<
  DecisionRow,
  'kind' | 'day' | 'decidedOn' | 'authority' | 'document' | 'details' | 'reason' | 'recordedByName'
>;

const ROW = `id, authorisation_id AS "authorisationId", kind, day::text AS day, decided_on::text AS "decidedOn", authority, document, details, reason, recorded_at AS "recordedAt",
  recorded_by_name AS "recordedByName", cancelled_at AS "cancelledAt", cancelled_by_name AS "cancelledByName", cancel_reason AS "cancelReason"`;

/** All SQL about decisions. Who may read or hold their authorisation was asked before. */
@Injectable()
export class DecisionStore {
  /** Of several authorisations, those cancelled too, in the order in which they take effect. */
  of(tx: EntityManager, authorisationIds: readonly string[]): Promise<DecisionRow[]> {
    if (authorisationIds.length === 0) return Promise.resolve([]);
    return tx.query(`SELECT ${ROW} FROM authorisation_decision WHERE authorisation_id = ANY($1) ORDER BY day, rank`, [authorisationIds]);
  }

  /** @returns its id. */
  async add(tx: EntityManager, authorisationId: string, decision: NewDecision): Promise<string> {
    const { kind, day, decidedOn, authority, document, details, reason, recordedByName } = decision;
    const [{ id }] = await tx.query(
      `INSERT INTO authorisation_decision (authorisation_id, kind, day, decided_on, authority, document, details, reason, recorded_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
      [authorisationId, kind, day, decidedOn, authority, document, JSON.stringify(details), reason, recordedByName],
    );
    return id;
  }

  async cancel(tx: EntityManager, id: string, byName: string, reason: string): Promise<void> {
    await tx.query(
      `UPDATE authorisation_decision SET cancelled_at = clock_timestamp(), cancelled_by_name = $2, cancel_reason = $3 WHERE id = $1`,
      [id, byName, reason],
    );
  }
}

/** As rules read it. */
export function asDecision({
  id,
  kind,
  day,
  authority,
  details,
}: Pick<DecisionRow, 'id' | 'kind' | 'day' | 'authority' | 'details'>): Decision {
  return { id, kind, day, authority, ...details } as unknown as Decision;
}

/** Those that stand, as rules read them. */
export function standing(rows: readonly DecisionRow[]): Decision[] {
  return rows.filter(({ cancelledAt }) => cancelledAt === null).map(asDecision);
}
