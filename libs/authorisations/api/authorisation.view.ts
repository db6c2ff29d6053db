import { accessInWords, groupInWords, mayChange } from '#authorisations/domain';
import type { Ctx } from '#kernel/api';
import type { Surroundings } from './authorisation.store.js';
import { asSubject } from './authorisations.service.js';
import type { AuthorisationView } from './authorisations.messages.js';
import type { Authorisation } from './entities.js';

const ABILITIES = ['start-request', 'read-patients', 'designate-prescriber', 'designate-pnm', 'change-status'] as const;

/** The only door out of an authorisation. An authorisation whose protocol was never imported is not shown: nothing can be done under it. */
export function viewAuthorisation(
  ctx: Ctx,
  authorisation: Authorisation,
  { protocols, indications, whys }: Surroundings,
): AuthorisationView | undefined {
  const protocol = protocols.get(authorisation.protocolCode);
  if (!protocol) return undefined;
  const { id, code, kind, medicine, inn, indication, holderId, holder, ucdCodes, status, grantedOn, endsOn, stateVersion, group } =
    authorisation;
  const statusWhy = whys.get(id);
  const thing = asSubject(authorisation);
  const others = indications.filter((each) => each.groupId === group?.id && each.id !== id).map((each) => each.indication);
  const groupAccess = group ? groupInWords({ ...group, others }) : undefined;
  const opening = ctx.ability.relevantRuleFor('read-patients', thing);
  const accessReason =
    opening && !opening.inverted ? accessInWords(opening.reason, group?.access === 'single' && others.length > 0) : undefined;
  // A request is made from the version in force; what has ended stays so.
  const possible = (action: string) => (action === 'start-request' ? protocol.inForce : action !== 'change-status' || mayChange(status));
  return {
    id,
    code,
    kind,
    medicine,
    inn,
    indication,
    holderId,
    holderName: holder.name,
    ucdCodes,
    status,
    ...(statusWhy && { statusWhy }),
    grantedOn,
    endsOn,
    contact: { ...protocol.contact },
    adverseEffects: protocol.adverseEffects,
    protocolVersionId: protocol.id,
    protocolCode: protocol.code,
    protocolVersion: protocol.version,
    demonstrationProtocol: protocol.demonstration,
    ...(groupAccess && { groupAccess }),
    ...(accessReason && { accessReason }),
    stateVersion,
    abilities: ABILITIES.filter((action) => possible(action) && ctx.ability.can(action, thing)),
  };
}
