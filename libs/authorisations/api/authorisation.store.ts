import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { whereAllowed, type Columns, type Ctx, type StateWhy, whyOf } from '#kernel/api';
import { AUTHORISATION_ACTS } from '#authorisations/domain';
import { ProtocolCovers, type ProtocolCover } from '#protocols/api';
import { Authorisation } from './entities.js';

const COLUMNS: Columns = { id: 'authorisation.id', holderId: 'authorisation.holderId', status: 'authorisation.status' };

/** What surrounds authorisations: the protocols they follow now, and the other indications of their groups. */
export interface Surroundings {
  readonly protocols: ReadonlyMap<string, ProtocolCover>;
  readonly indications: readonly { readonly id: string; readonly groupId: string; readonly indication: string }[];
  /** Of those that are not in force. */
  readonly whys: ReadonlyMap<string, StateWhy>;
}

/** All SQL about authorisations. What is read starts from what the actor may read. */
@Injectable()
export class AuthorisationStore {
  constructor(private readonly covers: ProtocolCovers) {}

  list(ctx: Ctx): Promise<Authorisation[]> {
    return this.whole(ctx).orderBy('authorisation.medicine').addOrderBy('authorisation.code').getMany();
  }

  one(ctx: Ctx, id: string): Promise<Authorisation | null> {
    return this.whole(ctx).andWhere('authorisation.id = :id', { id }).getOne();
  }

  /** With a lock until the transaction ends: it is about to change. */
  forUpdate(ctx: Ctx, id: string): Promise<Authorisation | null> {
    return this.readable(ctx).andWhere('authorisation.id = :id', { id }).setLock('pessimistic_write').getOne();
  }

  save(ctx: Ctx, authorisation: Authorisation): Promise<Authorisation> {
    return ctx.tx.save(authorisation);
  }

  /** Of the protocols, as they are today where the actor is. */
  async surroundings(ctx: Ctx, authorisations: readonly Authorisation[]): Promise<Surroundings> {
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
      whys: await whyOf(ctx.tx, shut, AUTHORISATION_ACTS.statusChanged),
    };
  }

  private whole(ctx: Ctx): SelectQueryBuilder<Authorisation> {
    return this.readable(ctx).innerJoinAndSelect('authorisation.holder', 'holder').leftJoinAndSelect('authorisation.group', 'grouped');
  }

  private readable(ctx: Ctx): SelectQueryBuilder<Authorisation> {
    return whereAllowed(ctx.tx.createQueryBuilder(Authorisation, 'authorisation'), ctx.ability, 'read', 'Authorisation', COLUMNS);
  }
}
