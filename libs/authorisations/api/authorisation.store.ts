import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { whereAllowed, type Columns, type Ctx } from '#kernel/api';
import { ProtocolCovers, type ProtocolCover } from '#protocols/api';
import { DecisionStore, type DecisionRow } from './decision.store.js';
import { Authorisation } from './entities.js';
import { onDay, statusOnSql, type AuthorisationOnDay } from './on-day.js';

const COLUMNS: Columns = { id: 'authorisation.id', holderId: 'authorisation.holderId', status: statusOnSql(':today') };

/** What surrounds authorisations: the protocols they follow now, and the other indications of their groups. */
export interface Surroundings {
  readonly protocols: ReadonlyMap<string, ProtocolCover>;
  readonly indications: readonly { readonly id: string; readonly groupId: string; readonly indication: string }[];
  /** The decisions of those that are not in force. */
  readonly decisions: readonly DecisionRow[];
}

/** All SQL about authorisations. What is read starts from what the actor may read. */
@Injectable()
export class AuthorisationStore {
  constructor(
    private readonly covers: ProtocolCovers,
    private readonly decisions: DecisionStore,
  ) {}

  /** As they stand today where the actor is, as everything that is read here. */
  async list(ctx: Ctx): Promise<AuthorisationOnDay[]> {
    const all = await this.whole(ctx).orderBy('authorisation.medicine').addOrderBy('authorisation.code').getMany();
    return all.map((one) => onDay(one, ctx.today));
  }

  async one(ctx: Ctx, id: string): Promise<AuthorisationOnDay | null> {
    const one = await this.whole(ctx).andWhere('authorisation.id = :id', { id }).getOne();
    return one && onDay(one, ctx.today);
  }

  /** As it is kept, with a lock until the transaction ends: it is about to change. */
  forUpdate(ctx: Ctx, id: string): Promise<Authorisation | null> {
    return this.readable(ctx).andWhere('authorisation.id = :id', { id }).setLock('pessimistic_write').getOne();
  }

  save(ctx: Ctx, authorisation: Authorisation): Promise<Authorisation> {
    return ctx.tx.save(authorisation);
  }

  /** Of the protocols, as they are today where the actor is. */
  async surroundings(ctx: Ctx, authorisations: readonly AuthorisationOnDay[]): Promise<Surroundings> {
    const codes = authorisations.map(({ protocolCode }) => protocolCode);
    const protocols = await this.covers.on(ctx.tx, codes, ctx.today);
    const indications = await ctx.tx.query(
      'SELECT id, group_id AS "groupId", indication FROM authorisation WHERE group_id = ANY($1) ORDER BY code',
      [authorisations.flatMap(({ groupId }) => groupId ?? [])],
    );
    const shut = authorisations.flatMap(({ id, status }) => (status === 'in-force' ? [] : [id]));
    return {
      protocols,
      indications,
      decisions: await this.decisions.of(ctx.tx, shut),
    };
  }

  private whole(ctx: Ctx): SelectQueryBuilder<Authorisation> {
    return this.readable(ctx).innerJoinAndSelect('authorisation.holder', 'holder').leftJoinAndSelect('authorisation.group', 'grouped');
  }

  private readable(ctx: Ctx): SelectQueryBuilder<Authorisation> {
    const query = ctx.tx.createQueryBuilder(Authorisation, 'authorisation').setParameter('today', ctx.today);
    return whereAllowed(query, ctx.ability, 'read', 'Authorisation', COLUMNS);
  }
}
