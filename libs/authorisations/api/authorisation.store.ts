import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { whereAllowed, type Columns, type Ctx, type StateWhy, whyOf } from '#kernel/api';
import { Authorisation } from './entities.js';
import { AUTHORISATION_ACTS } from '#authorisations/domain';

const COLUMNS: Columns = { id: 'authorisation.id', holderId: 'authorisation.holderId', status: 'authorisation.status' };

/** What the view shows of the current version of a protocol. */
export interface ProtocolCover {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly demonstration: boolean;
  /** Whether requests are made from it; else it is the last one known. */
  readonly inForce: boolean;
  readonly contact: { readonly name: string; readonly email: string; readonly phone?: string };
  readonly adverseEffects: string;
}

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

  /** Of the version in force where the actor is, or else of the last one known. Versions are small beside their documents: only covers are read. */
  async surroundings(ctx: Ctx, authorisations: readonly Authorisation[]): Promise<Surroundings> {
    const protocols: ProtocolCover[] = await ctx.tx.query(
      `SELECT DISTINCT ON (code) id, code, version, (document->>'demonstration')::boolean AS demonstration,
         state = 'published' AND valid_from <= $2::date AS "inForce",
         document->'put'->'contact' AS contact, document->'put'->>'adverseEffects' AS "adverseEffects"
       FROM protocol_version WHERE code = ANY($1) AND published_at IS NOT NULL
       ORDER BY code, (state = 'published' AND valid_from <= $2::date) DESC, valid_from DESC, version DESC`,
      [authorisations.map(({ protocolCode }) => protocolCode), ctx.today],
    );
    const indications = await ctx.tx.query(
      'SELECT id, group_id AS "groupId", indication FROM authorisation WHERE group_id = ANY($1) ORDER BY code',
      [authorisations.flatMap(({ groupId }) => groupId ?? [])],
    );
    const shut = authorisations.flatMap(({ id, status }) => (status === 'in-force' ? [] : [id]));
    return {
      protocols: new Map(protocols.map((protocol) => [protocol.code, protocol])),
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
