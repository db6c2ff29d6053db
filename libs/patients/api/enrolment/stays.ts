import type { EntityManager } from 'typeorm';
import type { StayView } from '../patients.messages.js';

/** Where a patient was followed, in the order of the days. Anyone who asks has found the enrolment through their own scope, or holds its lock. */
export async function staysOf(tx: EntityManager, enrolmentId: string): Promise<StayView[]> {
  const rows = await tx.query(
    `SELECT stay.centre_id AS "centreId", centre.name AS "centreName", stay.from_day::text AS "fromDay", stay.to_day::text AS "toDay"
     FROM stay JOIN centre ON centre.id = stay.centre_id WHERE stay.enrolment_id = $1 ORDER BY stay.from_day, stay.id`,
    [enrolmentId],
  );
  return rows.map(({ toDay, ...stay }: StayView) => ({ ...stay, ...(toDay && { toDay }) }));
}
