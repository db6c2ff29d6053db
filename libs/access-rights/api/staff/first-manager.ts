import type { EntityManager } from 'typeorm';
import { Journal, SYSTEM_ACTOR } from '#kernel/api';
import { STAFF_ACTS } from '#access-rights/domain';
import { enterStaff, lockAllStaff, setStaffActive } from '#identity/api';
import { say } from '../say.js';

/** Who is to be a manager. */
export interface FirstManager {
  /** By which the operator's provider knows them. */
  readonly subject: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
}

/** Why no manager was made. */
export class NotTheFirst extends Error {}

/** What the command did: made an account, opened one that was proposed or closed, or gave a manager what none could give them. */
export type ManagerMade = 'made' | 'opened' | 'extended';

/** With so many managers, Passerelle needs no command any more: two of them make the next one. */
const ENOUGH = 2;

/**
 * Makes, or opens, the accounts that nobody could have: the first manager's, and the second's, since one manager cannot confirm what they proposed
 * themselves. Every other manager's account is made by two of them (charter C3.1). Who is made reaches all authorisations there are, and who is a manager
 * already those that no manager reaches, so that all can be assigned.
 * @throws NotTheFirst when there are two already, when nothing is missing, or when the subject has another account.
 */
export async function makeFirstManager(tx: EntityManager, journal: Journal, asked: FirstManager): Promise<ManagerMade> {
  await lockAllStaff(tx);
  const managers: { id: string }[] = await tx.query(`SELECT person_id AS id FROM staff WHERE role = 'gestionnaire' AND active`);
  const known = await accountOf(tx, asked.subject);
  if (known && known.role !== 'gestionnaire') throw new NotTheFirst(say({ code: 'is-no-manager', params: { subject: asked.subject } }));
  if (known?.active) return extend(tx, journal, known.id);
  if (managers.length >= ENOUGH) throw new NotTheFirst(say({ code: 'enough-managers' }));
  if (known) return open(tx, journal, known);
  await make(tx, journal, asked);
  return 'made';
}

interface Account {
  readonly id: string;
  readonly role: string | null;
  readonly active: boolean;
  readonly proposedBy: string | null;
}

async function accountOf(tx: EntityManager, subject: string): Promise<Account | undefined> {
  const [account] = await tx.query(
    `SELECT i.person_id AS id, s.role, coalesce(s.active, false) AS active, s.proposed_by AS "proposedBy"
     FROM identity i LEFT JOIN staff s ON s.person_id = i.person_id WHERE i.provider = 'operateur' AND i.subject = $1`,
    [subject],
  );
  return account;
}

async function make(tx: EntityManager, journal: Journal, { subject, familyName, givenName, email }: FirstManager): Promise<void> {
  const id = await enterStaff(tx, { subject, familyName, givenName, email, role: 'gestionnaire' });
  await tx.query('INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, id FROM authorisation', [id]);
  await journal.appendAs(tx, SYSTEM_ACTOR, STAFF_ACTS.firstManager, {
    ...about(id),
    details: { role: 'gestionnaire' },
    changes: Object.entries({ subject, familyName, givenName, email }).map(([item, value]) => ({ item, new: value })),
  });
}

async function open(tx: EntityManager, journal: Journal, { id, proposedBy }: Account): Promise<ManagerMade> {
  await setStaffActive(tx, id, true);
  const authorisationIds = await reachUnreached(tx, id);
  await journal.appendAs(tx, SYSTEM_ACTOR, STAFF_ACTS.confirmed, {
    ...about(id),
    details: { role: 'gestionnaire', ...(proposedBy && { proposedBy }), ...(authorisationIds.length > 0 && { authorisationIds }) },
  });
  return 'opened';
}

async function extend(tx: EntityManager, journal: Journal, id: string): Promise<ManagerMade> {
  const authorisationIds = await reachUnreached(tx, id);
  if (authorisationIds.length === 0) throw new NotTheFirst(say({ code: 'nothing-to-do' }));
  await setStaffActive(tx, id, true);
  await journal.appendAs(tx, SYSTEM_ACTOR, STAFF_ACTS.updated, { ...about(id), details: { active: true, authorisationIds } });
  return 'extended';
}

/** Authorisations that came after every manager: nobody may assign what is not theirs. */
async function reachUnreached(tx: EntityManager, id: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `INSERT INTO staff_scope (person_id, authorisation_id)
     SELECT $1, a.id FROM authorisation a WHERE NOT EXISTS (
       SELECT FROM staff_scope c JOIN staff s ON s.person_id = c.person_id
       WHERE c.authorisation_id = a.id AND s.role = 'gestionnaire' AND s.active)
     ON CONFLICT DO NOTHING RETURNING authorisation_id AS id`,
    [id],
  );
  return rows.map((row) => row.id);
}

function about(id: string) {
  return { stream: id, subject: id };
}
