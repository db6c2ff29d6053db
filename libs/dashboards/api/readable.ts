import type { SelectQueryBuilder } from 'typeorm';
import { allowedIn, whereAllowed, type Ctx } from '#kernel/api';
import { clausesOf, sameClauses } from '#kernel/domain';
import { ENROLMENT_COLUMNS, allEnrolments, type KnownEnrolment, narrow, type Narrowed } from '#patients/api';

/** The enrolments that this person may read, narrowed to what was asked for: the requests, and of those who have a number the ones that they follow. */
export function readable(ctx: Ctx, filter: Narrowed = {}): SelectQueryBuilder<KnownEnrolment> {
  const query = narrow(allEnrolments(ctx.tx).innerJoin('centre', 'centre', 'centre.id = enrolment.centreId'), filter);
  const clauses = (act: string) => clausesOf(ctx.ability.rulesFor(act, 'Enrolment'));
  // Most follow whatever they read: it is not asked twice.
  if (!sameClauses(clauses('read'), clauses('follow'))) {
    const isFollowed = allowedIn(query, ctx.ability, 'follow', 'Enrolment', ENROLMENT_COLUMNS);
    query.andWhere(`(enrolment.state <> 'granted' OR ${isFollowed})`);
  }
  return whereAllowed(query, ctx.ability, 'read', 'Enrolment', ENROLMENT_COLUMNS);
}
