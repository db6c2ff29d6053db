import type { Ctx } from '#kernel/api';
import type { Enrolment } from './enrolment.entity.js';

/**
 * Whether the authorisation takes the request: one that is not in force takes none that was never sent (charter R5). Both who offers a signature and who
 * refuses it ask here.
 * @param held until the transaction ends: a suspension that is being written is waited for, one that comes later waits for the signature.
 */
export async function isTaken({ tx }: Ctx, { firstSentAt, authorisationId }: Enrolment, held = false): Promise<boolean> {
  if (firstSentAt) return true;
  const [{ status }] = await tx.query(`SELECT status FROM authorisation WHERE id = $1${held ? ' FOR SHARE' : ''}`, [authorisationId]);
  return status === 'in-force';
}
