import type { EntityManager } from 'typeorm';
import type { CreateStaff, ProposalEnd, StaffRole } from './identity.messages.js';
import { enterPerson } from './people.js';

/** An account to make. */
export interface NewStaff extends Pick<CreateStaff, 'subject' | 'familyName' | 'givenName' | 'email' | 'holderId'> {
  readonly role: StaffRole;
  /** Given: the account stays closed until another manager confirms it. */
  readonly proposedBy?: string | undefined;
}

/** Enters someone of the holder's, the operator's or the host's side, with their account. @returns the person's id. */
export async function enterStaff(tx: EntityManager, { role, holderId, proposedBy, ...person }: NewStaff): Promise<string> {
  const id = await enterPerson(tx, { provider: 'operateur', ...person });
  await tx.query('INSERT INTO staff (person_id, role, holder_id, active, proposed_by) VALUES ($1, $2, $3, $4, $5)', [
    id,
    role,
    holderId ?? null,
    proposedBy === undefined,
    proposedBy ?? null,
  ]);
  return id;
}

/** With a lock until the transaction ends: the account is about to change. */
export async function lockStaff(tx: EntityManager, personId: string): Promise<void> {
  await tx.query('SELECT FROM staff WHERE person_id = $1 FOR NO KEY UPDATE', [personId]);
}

/** No account is made or changed by anyone else until the transaction ends. */
export async function lockAllStaff(tx: EntityManager): Promise<void> {
  await tx.query('LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE');
}

/** Opens an account, or leaves it open, and it waits for nobody any more; or closes it. Either way it has another version. */
export async function setStaffActive(tx: EntityManager, personId: string, active: boolean): Promise<void> {
  await tx.query(
    `UPDATE staff SET active = $2, proposed_by = CASE WHEN $2 OR active THEN NULL ELSE proposed_by END, state_version = state_version + 1
     WHERE person_id = $1`,
    [personId, active],
  );
}

/** A closed account waits for another manager: to be opened again takes two, as to be made. */
export async function proposeStaff(tx: EntityManager, personId: string, by: string): Promise<void> {
  await tx.query(
    `UPDATE staff SET proposed_by = $2, end_outcome = NULL, ended_by = NULL, ended_at = NULL, end_reason = NULL, state_version = state_version + 1
     WHERE person_id = $1`,
    [personId, by],
  );
}

/** Waits for nobody any more: the account stays closed, and says why. */
export async function endStaffProposal(
  tx: EntityManager,
  personId: string,
  { outcome, by, reason }: { readonly outcome: ProposalEnd['outcome']; readonly by: string; readonly reason: string },
): Promise<void> {
  await tx.query(
    `UPDATE staff SET proposed_by = NULL, end_outcome = $2, ended_by = $3, ended_at = clock_timestamp(), end_reason = $4, state_version = state_version + 1
     WHERE person_id = $1`,
    [personId, outcome, by, reason],
  );
}
