import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CohortState } from '#continuity/domain';
import type { Actor } from '#kernel/api';
import { waitingSql, type Relay } from './relay.store.js';

/** Requests that are being opened for a whole cohort. */
export interface Cohort {
  readonly id: string;
  readonly relay: Relay;
  readonly actor: Actor;
}

export interface CohortRow {
  readonly id: string;
  readonly state: CohortState;
  readonly begunAt: Date;
  readonly begunByName: string;
  readonly settledAt: Date | null;
  readonly lines: readonly { readonly outcome: LineOutcome | null; readonly message: string | null; readonly patients: number }[];
}

export type LineOutcome = 'opened' | 'kept' | 'failed';

export interface CohortLine {
  readonly seq: number;
  readonly enrolmentId: string;
}

/** How often a patient is tried whose request does not open. */
const MOST_ATTEMPTS = 3;

/** All SQL about cohorts: a line for each patient, and what became of it. */
@Injectable()
export class CohortStore {
  /** With a line for each patient who waits. Undefined while another one runs. @returns also how many they are. */
  async begin(tx: EntityManager, relay: Relay, actor: Actor): Promise<{ readonly id: string; readonly patients: number } | undefined> {
    const { handedOver: _handedOver, sessionId: _sessionId, ...who } = actor;
    const [row] = await tx.query(
      'INSERT INTO cohort (relay_id, person_id, actor) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
      [relay.id, actor.personId, JSON.stringify(who)],
    );
    if (!row) return undefined;
    const lines: unknown[] = await tx.query(
      `INSERT INTO cohort_line (cohort_id, seq, enrolment_id)
       SELECT $1, row_number() OVER (ORDER BY enrolment.created_at, enrolment.id), enrolment.id FROM ${waitingSql('$2')} RETURNING seq`,
      [row.id, relay.formerId],
    );
    return { id: row.id, patients: lines.length };
  }

  async waiting(tx: EntityManager, formerId: string): Promise<number> {
    const [{ count }] = await tx.query(`SELECT count(*)::int AS count FROM ${waitingSql('$1')}`, [formerId]);
    return count;
  }

  /** Those that nobody has ended: what a worker that died held among them. */
  async running(tx: EntityManager): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(`SELECT id FROM cohort WHERE state = 'running' ORDER BY begun_at`);
    return rows.map(({ id }) => id);
  }

  async one(tx: EntityManager, id: string): Promise<Cohort | undefined> {
    const [row] = await tx.query(
      `SELECT cohort.id, cohort.actor, json_build_object('id', relay.id, 'formerId', relay.former_id, 'laterId', relay.later_id) AS relay
       FROM cohort JOIN relay ON relay.id = cohort.relay_id WHERE cohort.id = $1 AND cohort.state = 'running'`,
      [id],
    );
    return row;
  }

  /** The next patient, held until the transaction ends; those that another worker holds are theirs. */
  async next(tx: EntityManager, id: string): Promise<CohortLine | undefined> {
    const [line] = await tx.query(
      `SELECT line.seq, line.enrolment_id AS "enrolmentId" FROM cohort_line line JOIN cohort ON cohort.id = line.cohort_id AND cohort.state = 'running'
       WHERE line.cohort_id = $1 AND line.outcome IS NULL ORDER BY line.attempts, line.seq LIMIT 1 FOR UPDATE OF line SKIP LOCKED`,
      [id],
    );
    return line;
  }

  async settle(tx: EntityManager, id: string, seq: number, outcome: LineOutcome, message?: string): Promise<void> {
    await tx.query('UPDATE cohort_line SET outcome = $3, message = $4 WHERE cohort_id = $1 AND seq = $2', [
      id,
      seq,
      outcome,
      message ?? null,
    ]);
  }

  /** Something broke: tried again after the others, and told once it has been tried enough. */
  async notDone(tx: EntityManager, id: string, seq: number, message: string): Promise<void> {
    await tx.query(
      `UPDATE cohort_line SET attempts = attempts + 1, outcome = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN 'failed' END,
         message = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN $3 END
       WHERE cohort_id = $1 AND seq = $2 AND outcome IS NULL`,
      [id, seq, message],
    );
  }

  /** By the one that finds nothing left, once. @returns whether that was this one. */
  async end(tx: EntityManager, id: string, state: Exclude<CohortState, 'running'>): Promise<boolean> {
    const [, count]: [unknown, number] = await tx.query(
      `UPDATE cohort SET state = $2, settled_at = clock_timestamp() WHERE id = $1 AND state = 'running'
         AND ($2 = 'stopped' OR NOT EXISTS (SELECT FROM cohort_line WHERE cohort_id = $1 AND outcome IS NULL))`,
      [id, state],
    );
    return count === 1;
  }

  /** The latest of a link. */
  async latest(tx: EntityManager, relayId: string): Promise<CohortRow | undefined> {
    const [row] = await tx.query(
      `SELECT cohort.id, cohort.state, cohort.begun_at AS "begunAt", cohort.settled_at AS "settledAt",
         person.given_name || ' ' || person.family_name AS "begunByName",
         (SELECT coalesce(json_agg(json_build_object('outcome', outcome, 'message', message, 'patients', patients) ORDER BY patients DESC, message), '[]')
           FROM (SELECT outcome, message, count(*)::int AS patients FROM cohort_line WHERE cohort_id = cohort.id GROUP BY outcome, message) told) AS lines
       FROM cohort JOIN person ON person.id = cohort.person_id WHERE cohort.relay_id = $1 ORDER BY cohort.begun_at DESC LIMIT 1`,
      [relayId],
    );
    return row;
  }
}

/** How many came to that. */
export function countOf({ lines }: Pick<CohortRow, 'lines'>, outcome: LineOutcome | 'all'): number {
  return lines.filter((line) => outcome === 'all' || line.outcome === outcome).reduce((sum, { patients }) => sum + patients, 0);
}
