import type { EntityManager } from 'typeorm';

/** Whether a person prescribes in a centre now, in SQL: as their provider tells; who left, or was not seen for long, does not. @param person @param centre SQL expressions */
export const prescribesSql = (person: string, centre: string): string => `EXISTS (
  SELECT FROM profile WHERE profile.person_id = ${person} AND profile.centre_id = ${centre} AND profile.role = 'prescriber' AND profile.active)`;

/** The same. */
export async function prescribes(tx: EntityManager, personId: string, centreId: string): Promise<boolean> {
  const [{ found }] = await tx.query(`SELECT ${prescribesSql('$1', '$2')} AS found`, [personId, centreId]);
  return found;
}
