import { Injectable } from '@nestjs/common';
import type { Subject } from '@casl/ability';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { as } from '#access-rights/domain';
import { prescribesSql } from '#identity/api';
import { Problem, whereAllowed, type Columns, type Ctx, type PersonRef } from '#kernel/api';
import { Transfer } from './transfer.entity.js';
import type { ReceivingCentre } from './transfers.messages.js';

const COLUMNS: Columns = {
  authorisationId: 'transfer.authorisationId',
  centreId: 'transfer.fromCentreId',
  toCentreId: 'transfer.toCentreId',
};

/** Whether whom `transfer` names prescribes in the centre that receives the patient. */
export const RECEIVER_PRESCRIBES = prescribesSql('transfer.prescriber_id', 'transfer.to_centre_id');

/** A transfer as the policy sees it. */
export function asTransfer({
  authorisationId,
  fromCentreId,
  toCentreId,
}: Pick<Transfer, 'authorisationId' | 'fromCentreId' | 'toCentreId'>): Subject {
  return as('Transfer', { authorisationId, centreId: fromCentreId, toCentreId });
}

/** All SQL about transfers. What is read starts from what the actor may read. */
@Injectable()
export class TransferStore {
  /** Of one patient, the latest asked for first. */
  list(ctx: Ctx, enrolmentId: string): Promise<Transfer[]> {
    return this.readable(ctx)
      .andWhere('transfer.enrolmentId = :enrolmentId', { enrolmentId })
      .orderBy('transfer.madeAt', 'DESC')
      .addOrderBy('transfer.effectiveOn', 'DESC')
      .getMany();
  }

  /** @throws Problem `not-found`. */
  async find(ctx: Ctx, id: string): Promise<Transfer> {
    const one = await this.readable(ctx).andWhere('transfer.id = :id', { id }).getOne();
    if (!one) throw new Problem('not-found');
    return one;
  }

  /** The transfers of a patient that are still to come: the way there and the way back. The caller holds the enrolment's lock. */
  toCome(tx: EntityManager, enrolmentId: string): Promise<Transfer[]> {
    return tx.find(Transfer, { where: { enrolmentId, state: 'planned' }, order: { effectiveOn: 'ASC' } });
  }

  /** Those among these that are to come, and whose prescriber cannot receive the patient: they wait for another one. Their ids. */
  async waiting(tx: EntityManager, transfers: readonly Transfer[]): Promise<ReadonlySet<string>> {
    const planned = transfers.filter(({ state }) => state === 'planned').map(({ id }) => id);
    if (planned.length === 0) return new Set();
    const rows: { id: string }[] = await tx.query(`SELECT id FROM transfer WHERE id = ANY($1) AND NOT ${RECEIVER_PRESCRIBES}`, [planned]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Those that wait so, of which the actor may name another prescriber. */
  waitingFor(ctx: Ctx): SelectQueryBuilder<Transfer> {
    const waiting = ctx.tx.createQueryBuilder(Transfer, 'transfer').where(`transfer.state = 'planned' AND NOT ${RECEIVER_PRESCRIBES}`);
    return whereAllowed(waiting, ctx.ability, 'make', 'Transfer', COLUMNS);
  }

  /** The last that was done and stands. The caller holds the enrolment's lock. */
  last(tx: EntityManager, enrolmentId: string): Promise<Transfer | null> {
    return tx.findOne(Transfer, { where: { enrolmentId, state: 'done' }, order: { doneSeq: 'DESC' } });
  }

  /** Whether the centre that received the patient wrote anything in the file since. */
  async isWrittenSince(tx: EntityManager, { enrolmentId, toCentreId, doneSeq }: Transfer): Promise<boolean> {
    const [{ written }] = await tx.query(
      `SELECT EXISTS (SELECT FROM journal_entry WHERE stream_kind = 'enrolment' AND stream_id = $1 AND centre_id = $2 AND seq > $3) AS written`,
      [enrolmentId, toCentreId, doneSeq],
    );
    return written;
  }

  /** Centres a patient may go to, each with who prescribes there. */
  centres(tx: EntityManager): Promise<ReceivingCentre[]> {
    return tx.query(
      `SELECT centre.id, centre.name, coalesce(json_agg(json_build_object('id', person.id, 'name', person.given_name || ' ' || person.family_name)
           ORDER BY person.family_name, person.given_name, person.id) FILTER (WHERE person.id IS NOT NULL), '[]') AS prescribers
       FROM centre LEFT JOIN profile ON profile.centre_id = centre.id AND profile.role = 'prescriber' AND profile.active
       LEFT JOIN person ON person.id = profile.person_id GROUP BY centre.id ORDER BY centre.name, centre.id`,
    );
  }

  /** What is shown of the centres and the people that transfers name. */
  async named(tx: EntityManager, transfers: readonly Transfer[]): Promise<Named> {
    const [centres, people]: [{ id: string; name: string }[], PersonRef[]] = await Promise.all([
      tx.query('SELECT id, name FROM centre WHERE id = ANY($1)', [transfers.flatMap((each) => [each.fromCentreId, each.toCentreId])]),
      tx.query(`SELECT id, given_name || ' ' || family_name AS name FROM person WHERE id = ANY($1)`, [
        transfers.flatMap((each) => [each.prescriberId, each.madeBy]),
      ]),
    ]);
    return { centres: new Map(centres.map(({ id, name }) => [id, name])), people: new Map(people.map((one) => [one.id, one])) };
  }

  private readable(ctx: Ctx): SelectQueryBuilder<Transfer> {
    return whereAllowed(ctx.tx.createQueryBuilder(Transfer, 'transfer'), ctx.ability, 'read', 'Transfer', COLUMNS);
  }
}

/** By their ids. */
export interface Named {
  readonly centres: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, PersonRef>;
}
