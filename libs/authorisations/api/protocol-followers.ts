import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { whereAllowed, type Ctx } from '#kernel/api';
import { Followers, type Follower } from '#protocols/api';

const FOLLOWER = 'authorisation.id AS id, authorisation.code AS code, medicine, indication, protocol_code AS "protocolCode"';

/** The authorisations that follow protocols, for the versions of these. */
@Injectable()
export class ProtocolFollowers extends Followers {
  readable(ctx: Ctx): Promise<Follower[]> {
    const query = ctx.tx
      .createQueryBuilder()
      .select(FOLLOWER)
      .from('authorisation', 'authorisation')
      .orderBy('medicine')
      .addOrderBy('code');
    return whereAllowed(query, ctx.ability, 'read', 'Protocol', { authorisationId: 'authorisation.id' }).getRawMany();
  }

  of(tx: EntityManager, code: string): Promise<Follower[]> {
    return tx.query(`SELECT ${FOLLOWER} FROM authorisation WHERE protocol_code = $1 ORDER BY code`, [code]);
  }
}
