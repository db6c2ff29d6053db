import { accessInWords, groupInWords, mayChange, statusTurnOn } from '#authorisations/domain';
import { SYSTEM_ACTOR, type Ctx } from '#kernel/api';
import type { Surroundings } from './authorisation.store.js';
import type { AuthorisationView } from './authorisations.messages.js';
import { asSubject, type AuthorisationOnDay } from './on-day.js';
import { say } from './say.js';

const ABILITIES = ['start-request', 'read-patients', 'designate-prescriber', 'designate-pnm', 'change-status'] as const;

/** The only door out of an authorisation. One whose protocol was not imported yet is its manager's alone: nothing can be done under it. */
export function viewAuthorisation(
  ctx: Ctx,
  authorisation: AuthorisationOnDay,
  { protocols, indications, decisions }: Surroundings,
): AuthorisationView | undefined {
  const protocol = protocols.get(authorisation.protocolCode);
  const {
    id,
    code,
    kind,
    medicine,
    inn,
    indication,
    holderId,
    holder,
    ucdCodes,
    indicationCode,
    status,
    waived,
    grantedOn,
    endsOn,
    stateVersion,
    group,
  } = authorisation;
  const shut = status === 'in-force' ? undefined : shutWhy(authorisation, decisions, ctx.today);
  const thing = asSubject(authorisation);
  if (!protocol && !ctx.ability.can('change-status', thing)) return undefined;
  const others = indications.filter((each) => each.groupId === group?.id && each.id !== id).map((each) => each.indication);
  const groupAccess = group ? groupInWords({ ...group, others }) : undefined;
  const opening = ctx.ability.relevantRuleFor('read-patients', thing);
  const accessReason =
    opening && !opening.inverted ? accessInWords(opening.reason, group?.access === 'single' && others.length > 0) : undefined;
  // A request is made from the version in force, and where something is collected; what has ended stays so.
  const possible = (action: string) =>
    action === 'start-request' ? protocol?.inForce === true && !waived : action !== 'change-status' || mayChange(status);
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
    ...(indicationCode && { indicationCode }),
    status,
    ...shut,
    ...(waived && { waived: true as const }),
    grantedOn,
    endsOn,
    protocolCode: authorisation.protocolCode,
    ...(protocol && {
      contact: { ...protocol.contact },
      adverseEffects: protocol.adverseEffects,
      protocolVersionId: protocol.id,
      protocolVersion: protocol.version,
      ...(protocol.registries.length > 0 && { registries: protocol.registries.map((each) => ({ ...each })) }),
    }),
    demonstrationProtocol: protocol?.demonstration ?? false,
    ...(groupAccess && { groupAccess }),
    ...(accessReason && { accessReason }),
    stateVersion,
    abilities: ABILITIES.filter((action) => possible(action) && ctx.ability.can(action, thing)),
  };
}

/** Since what day it is suspended or ended, and by whom: a person, by a decision, or time. */
function shutWhy({ id, turns }: AuthorisationOnDay, decisions: Surroundings['decisions'], today: string): ShutWhy {
  const turn = statusTurnOn(turns, today);
  if (turn && !turn.by) {
    const at = new Date(turn.from).toISOString();
    return { statusSince: turn.from, statusWhy: { at, byName: SYSTEM_ACTOR.name, reason: say({ code: 'term-passed' }) } };
  }
  // One that was shut before the product kept decisions has no turn.
  const by = decisions.findLast((each) => (turn ? each.id === turn.by : each.authorisationId === id && each.kind !== 'granted'));
  if (!by) return {};
  const { day, recordedAt, recordedByName, reason } = by;
  return { statusSince: day, statusWhy: { at: recordedAt.toISOString(), byName: recordedByName, ...(reason && { reason }) } };
}

type ShutWhy = Pick<AuthorisationView, 'statusSince' | 'statusWhy'>;
