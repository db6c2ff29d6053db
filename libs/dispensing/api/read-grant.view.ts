import { asReadGrant } from '#access-rights/api';
import { readGrantAfter, readGrantOn, type ReadGrantState } from '#access-rights/domain';
import type { Ctx } from '#kernel/api';
import type { ReadGrantView } from './dispensing.messages.js';

/** One as it is read, with what is said beside it. */
export interface ReadGrantRow {
  readonly id: string;
  readonly enrolmentId: string;
  readonly authorisationId: string;
  readonly authorisationCode: string;
  readonly medicine: string;
  readonly registrationNumber: string;
  /** The centre that follows the patient now. */
  readonly followedBy: string;
  readonly centreId: string;
  readonly centreName: string;
  readonly askerId: string;
  readonly askerName: string;
  readonly askerCentreId: string;
  readonly askerCentreName: string;
  readonly why: string;
  readonly askedAt: Date;
  readonly state: ReadGrantState;
  readonly until: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly stateVersion: number;
}

const ACTS = ['grant', 'refuse', 'withdraw'] as const;

/**
 * The only door out of one. The person who asked is told nothing of the patient, nor where they are followed, before that centre opened the file.
 * @param letters of the patient, where the actor may open the file.
 */
export function viewReadGrant(ctx: Ctx, row: ReadGrantRow, letters: string | undefined): ReadGrantView {
  const { id, authorisationId, authorisationCode, medicine, registrationNumber, why, until, decidedAt, decidedBy, reason, stateVersion } =
    row;
  const state = readGrantOn(row, ctx.today, row.followedBy);
  const thing = asReadGrant(row);
  const tellsCentre = until !== null || row.askerId !== ctx.actor.personId;
  return {
    id,
    state,
    authorisationId,
    authorisationCode,
    medicine,
    registrationNumber,
    ...(letters && { enrolmentId: row.enrolmentId, patient: letters }),
    asker: { id: row.askerId, name: row.askerName },
    askerCentreName: row.askerCentreName,
    why,
    askedAt: row.askedAt.toISOString(),
    ...(tellsCentre && { centreName: row.centreName }),
    ...(until && { until }),
    ...(tellsCentre && decidedBy && { decidedBy }),
    ...(decidedAt && { decidedAt: decidedAt.toISOString() }),
    ...(reason && { reason }),
    stateVersion,
    abilities: ACTS.filter((act) => readGrantAfter(state, act) && ctx.ability.can(act, thing)),
  };
}
