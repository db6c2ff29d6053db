import { statusOnSql } from '#authorisations/api';
import type { Ctx } from '#kernel/api';
import type { Enrolment } from '../enrolment/enrolment.entity.js';

/**
 * Whether the authorisation takes the request: one that is not in force takes none that was never sent (charter R5). Both who offers a signature and who
 * refuses it ask here.
 * @param held until the transaction ends: a suspension that is being written is waited for, one that comes later waits for the signature.
 */
export async function isTaken({ tx, today }: Ctx, { firstSentAt, authorisationId }: Enrolment, held = false): Promise<boolean> {
  if (firstSentAt) return true;
  const sql = `SELECT ${statusOnSql('$2')} AS status FROM authorisation WHERE id = $1${held ? ' FOR SHARE' : ''}`;
  const [{ status }] = await tx.query(sql, [authorisationId, today]);
  return status === 'in-force';
}
