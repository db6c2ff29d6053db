import type { EntityManager } from 'typeorm';
import { Journal, SYSTEM_ACTOR } from '#kernel/api';

/** Who the first manager of an installation is. */
export interface FirstManager {
  /** By which the operator's provider knows them. */
  readonly subject: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
}

/** Why no first manager was made. */
export class NotTheFirst extends Error {}

/**
 * Makes the account that nobody could have made: of an installation that has no manager yet. Every other manager's account is made by two of them
 * (charter C3.1). They reach all authorisations there are, so that they can assign them.
 * @throws NotTheFirst when there is one already, or when the subject has an account.
 */
export async function makeFirstManager(
  tx: EntityManager,
  journal: Journal,
  { subject, familyName, givenName, email }: FirstManager,
): Promise<string> {
  await tx.query('LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE');
  const managers: unknown[] = await tx.query(`SELECT 1 FROM staff WHERE role = 'gestionnaire'`);
  if (managers.length > 0)
    throw new NotTheFirst('Il y a déjà un gestionnaire\u00a0: un compte de gestionnaire se fait à deux, dans Passerelle.');
  const known: unknown[] = await tx.query(`SELECT 1 FROM identity WHERE provider = 'operateur' AND subject = $1`, [subject]);
  if (known.length > 0) throw new NotTheFirst(`L’identifiant «\u00a0${subject}\u00a0» a déjà un compte.`);
  const [{ id }] = await tx.query('INSERT INTO person (family_name, given_name, email) VALUES ($1, $2, $3) RETURNING id', [
    familyName,
    givenName,
    email,
  ]);
  await tx.query(`INSERT INTO identity (provider, subject, person_id) VALUES ('operateur', $1, $2)`, [subject, id]);
  await tx.query(`INSERT INTO staff (person_id, role) VALUES ($1, 'gestionnaire')`, [id]);
  await tx.query('INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation', [id]);
  await journal.appendAs(tx, SYSTEM_ACTOR, {
    stream: { kind: 'person', id },
    action: 'staff.first-manager',
    subject: { type: 'Staff', id },
    details: { role: 'gestionnaire' },
    changes: Object.entries({ subject, familyName, givenName, email }).map(([item, value]) => ({ item, new: value })),
  });
  return id;
}
