import type { Subject } from '@casl/ability';
import type { SelectQueryBuilder } from 'typeorm';
import { as } from '#access-rights/domain';
import { whereAllowed, type Columns, type Ctx } from '#kernel/api';
import { ReadGrant, type KnownReadGrant } from './read-grant.entity.js';

const COLUMNS: Columns = {
  authorisationId: 'reading.authorisationId',
  centreId: 'reading.centreId',
  askerId: 'reading.askerId',
  askerCentreId: 'reading.askerCentreId',
};

/** One as the policy sees it. */
export function asReadGrant({
  authorisationId,
  centreId,
  askerId,
  askerCentreId,
}: Pick<KnownReadGrant, 'authorisationId' | 'centreId' | 'askerId' | 'askerCentreId'>): Subject {
  return as('ReadGrant', { authorisationId, centreId, askerId, askerCentreId });
}

/** What a statement of another capability reads of them, which it names `reading`: those on which the actor may act so. */
export function readableGrants(ctx: Ctx, act: 'read' | 'grant' = 'read'): SelectQueryBuilder<KnownReadGrant> {
  return whereAllowed(ctx.tx.createQueryBuilder(ReadGrant, 'reading'), ctx.ability, act, 'ReadGrant', COLUMNS);
}
