import { allEnrolments, type KnownEnrolment } from './enrolment-statements.js';
import type { Ctx } from '#kernel/api';

/** A registration number, and the authorisation that it is said to be of. */
export interface NumberUnder {
  readonly authorisationId: string;
  readonly number: string;
}

/**
 * Whether a patient has this number under this authorisation, no matter who asks, and nothing else of them (charter C9.1). One statement, the same whether the number is
 * unknown or of another authorisation: how long it takes tells no more than what it answers.
 */
export async function isNumberOf({ tx }: Ctx, of: NumberUnder): Promise<boolean> {
  return numbered(tx, of).getExists();
}

/** Where a patient with this number is followed, for who acts on their behalf without reading the file. Held until the transaction ends: they do not leave meanwhile. */
export async function heldByNumber(
  { tx }: Ctx,
  of: NumberUnder,
): Promise<Pick<KnownEnrolment, 'id' | 'authorisationId' | 'centreId'> | null> {
  return numbered(tx, of).select(['enrolment.id', 'enrolment.authorisationId', 'enrolment.centreId']).setLock('pessimistic_read').getOne();
}

function numbered(tx: Ctx['tx'], { authorisationId, number }: NumberUnder) {
  return allEnrolments(tx).where('enrolment.registrationNumber = :number AND enrolment.authorisationId = :authorisationId', {
    number,
    authorisationId,
  });
}
