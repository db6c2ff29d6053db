import { as } from '#access-rights/domain';
import type { Ctx } from '#kernel/api';
import type { DesignationView } from '../access-rights.messages.js';
import type { Named } from './designation.store.js';
import type { Designation } from '../entities.js';

/** The only door out of a designation. */
export function viewDesignation(
  ctx: Ctx,
  designation: Designation,
  { people, authorisations, left, working, withdrawals }: Named,
): DesignationView {
  const { id, kind, authorisationId, centreId, designeeId, designatorId, startsOn, endsOn, withdrawnAt, stateVersion } = designation;
  const status = withdrawnAt ? 'withdrawn' : endsOn < ctx.today ? 'ended' : 'active';
  const withdrawable = status === 'active' && ctx.ability.can('withdraw', as('Designation', { ...designation }));
  const { code, medicine, ...authorisation } = authorisations.get(authorisationId) ?? { code: '', medicine: '', holderId: '', status: '' };
  const makes = as('Authorisation', { id: authorisationId, ...authorisation });
  const renewable =
    status === 'active' && working.has(id) && designeeId !== ctx.actor.personId && ctx.ability.can(`designate-${kind}`, makes);
  const person = (personId: string) => people.get(personId) ?? { id: personId, name: '' };
  return {
    id,
    kind,
    authorisationId,
    authorisationCode: code,
    medicine,
    centreId,
    designee: person(designeeId),
    designator: person(designatorId),
    ...(left.has(id) && { designatorLeft: true as const }),
    startsOn,
    endsOn,
    status,
    ...(withdrawnAt && { withdrawnAt: withdrawnAt.toISOString() }),
    ...(withdrawals.has(id) && { withdrawnBy: withdrawals.get(id)?.byName ?? '' }),
    stateVersion,
    abilities: [...(withdrawable ? (['withdraw'] as const) : []), ...(withdrawable && renewable ? (['renew'] as const) : [])],
  };
}
