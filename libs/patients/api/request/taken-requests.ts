import { statusOnSql, waivedOnSql } from '#authorisations/api';
import type { Ctx } from '#kernel/api';
import { bearsAnsmNumber, holdsOn, type AnsmAuthorisation } from '#patients/domain';
import type { Enrolment } from '../enrolment/enrolment.entity.js';

/** Why an authorisation takes no request, and the rule that says so: it is not in force; nothing is collected; by name, ANSM gave no number for the patient, or its days are past. */
const RULES = { 'not-in-force': 'R5', waived: 'R8', 'no-ansm-number': 'R6', 'ansm-over': 'R6' } as const;
export type NotTaken = keyof typeof RULES;

/** The rule of the charter by which it is not taken. */
export const ruleAgainst = (why: NotTaken): string => RULES[why];

/**
 * Why the request cannot be made now; undefined when it can, or was. Both who offers a signature and who refuses it ask here.
 * @param held until the transaction ends: a suspension that is being written is waited for, one that comes later waits for the signature.
 */
export async function whyNotTaken(
  { tx, today }: Ctx,
  { id, ground, firstSentAt, authorisationId }: Enrolment,
  held = false,
): Promise<NotTaken | undefined> {
  if (firstSentAt) return undefined;
  const sql = `SELECT ${statusOnSql('$2')} AS status, ${waivedOnSql('$2')} AS waived,
      ARRAY(SELECT json_build_object('untilDay', until_day) FROM ansm_authorisation WHERE enrolment_id = $3 AND freed_at IS NULL) AS given
    FROM authorisation WHERE id = $1${held ? ' FOR SHARE' : ''}`;
  const [row] = await tx.query(sql, [authorisationId, today, id]);
  const { status, waived, given } = row as { status: string; waived: boolean; given: Pick<AnsmAuthorisation, 'untilDay'>[] };
  if (status !== 'in-force') return 'not-in-force';
  if (waived) return 'waived';
  if (!bearsAnsmNumber(ground) || holdsOn(given, today)) return undefined;
  return given.length === 0 ? 'no-ansm-number' : 'ansm-over';
}

/** Whether the authorisation takes the request. */
export async function isTaken(ctx: Ctx, enrolment: Enrolment): Promise<boolean> {
  return (await whyNotTaken(ctx, enrolment)) === undefined;
}
