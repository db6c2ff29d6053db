import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** An early access that takes over from a compassionate one. */
export interface Relay {
  readonly id: string;
  readonly formerId: string;
  readonly laterId: string;
}

export interface RelayRow extends Relay {
  readonly madeAt: Date;
  readonly madeByName: string;
}

/** A request under the early access, and the enrolment whose collection it goes on with. */
export interface Continued {
  readonly enrolmentId: string;
  readonly formerId: string;
  readonly relayId: string;
}

/** States of a request after which another one may be opened. */
const OVER = `('refused', 'cancelled')`;

const RELAYS = `
  SELECT relay.id, relay.former_id AS "formerId", relay.later_id AS "laterId", relay.made_at AS "madeAt",
    person.given_name || ' ' || person.family_name AS "madeByName"
  FROM relay JOIN person ON person.id = relay.made_by WHERE relay.withdrawn_at IS NULL`;

/** All SQL about links of authorisations, and of enrolments by them. What may be read of either is asked where they are. */
@Injectable()
export class RelayStore {
  /** Undefined when the compassionate one is linked already. */
  async link(tx: EntityManager, { formerId, laterId }: Omit<Relay, 'id'>, personId: string): Promise<string | undefined> {
    const [row] = await tx.query(
      'INSERT INTO relay (former_id, later_id, made_by) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
      [formerId, laterId, personId],
    );
    return row?.id;
  }

  async unlink(tx: EntityManager, id: string): Promise<void> {
    await tx.query('UPDATE relay SET withdrawn_at = clock_timestamp() WHERE id = $1', [id]);
  }

  /** The one that takes over from this authorisation. @param held until the transaction ends: it is not taken back meanwhile, or it is about to be. */
  async of(tx: EntityManager, formerId: string, held?: 'share' | 'update'): Promise<RelayRow | undefined> {
    const lock = held ? `FOR ${held} OF relay` : '';
    const [row] = await tx.query(`${RELAYS} AND relay.former_id = $1 ${lock}`, [formerId]);
    return row;
  }

  /** Those in which this authorisation takes over. */
  async into(tx: EntityManager, laterId: string): Promise<RelayRow[]> {
    return tx.query(`${RELAYS} AND relay.later_id = $1 ORDER BY relay.made_at`, [laterId]);
  }

  async hasPatients(tx: EntityManager, relayId: string): Promise<boolean> {
    const [{ found }] = await tx.query('SELECT EXISTS (SELECT FROM continuation WHERE relay_id = $1) AS found', [relayId]);
    return found;
  }

  /** Whether a request that lives goes on with this enrolment. */
  async isContinued(tx: EntityManager, formerId: string): Promise<boolean> {
    const [{ found }] = await tx.query(
      `SELECT EXISTS (SELECT FROM continuation JOIN enrolment present ON present.id = continuation.enrolment_id
         WHERE continuation.former_id = $1 AND present.state NOT IN ${OVER}) AS found`,
      [formerId],
    );
    return found;
  }

  /** The caller has locked the former enrolment; whatever else happened, two at once are the same attempt, and one of them only stands. */
  async continues(tx: EntityManager, { enrolmentId, formerId, relayId }: Continued): Promise<void> {
    await tx.query(
      `INSERT INTO continuation (enrolment_id, former_id, relay_id, attempt)
       SELECT $1, $2, $3, (SELECT count(*) + 1 FROM continuation JOIN enrolment present ON present.id = continuation.enrolment_id
         WHERE continuation.former_id = $2 AND present.state IN ${OVER})`,
      [enrolmentId, formerId, relayId],
    );
  }
}

/** Enrolments of an authorisation that have a number and no request that lives under the early access. */
export const waitingSql = (authorisation: string): string => `
  enrolment WHERE enrolment.authorisation_id = ${authorisation} AND enrolment.state = 'granted' AND NOT EXISTS (
    SELECT FROM continuation JOIN enrolment present ON present.id = continuation.enrolment_id
    WHERE continuation.former_id = enrolment.id AND present.state NOT IN ${OVER})`;
