import type { EntityManager } from 'typeorm';
import { forgetFactors, lockAllStaff } from '#identity/api';
import { Journal, SYSTEM_ACTOR } from '#kernel/api';
import { lapseResets } from './factor-reset.store.js';
import { FACTOR_RESET_ACTS } from '#access-rights/domain';
import { say } from '../say.js';

/** Why no second factor was forgotten. */
export class NoReset extends Error {}

/** Whose second factors, by the provider and its name for them; and how one made sure who asks. */
export interface ResetAsked {
  readonly provider: string;
  readonly subject: string;
  readonly reason: string;
  /** The owner says that two managers cannot, though their accounts are open: what they would prove themselves by is lost too. */
  readonly managersLockedOut: boolean;
}

/**
 * Forgets the second factors of someone for whom two managers cannot: where fewer than two are left beside that person, or where the owner says that those who
 * are left cannot come in. Everyone else's are forgotten by two managers, on screen (charter C3.1).
 * @returns how many there were. @throws NoReset when nobody is known by that name, when there is nothing to forget, or when two managers can.
 */
export async function resetFactorsByCommand(
  tx: EntityManager,
  journal: Journal,
  { provider, subject, reason, managersLockedOut }: ResetAsked,
): Promise<number> {
  await lockAllStaff(tx);
  const [known] = await tx.query('SELECT person_id AS id FROM identity WHERE provider = $1 AND subject = $2', [provider, subject]);
  if (!known) throw new NoReset(say({ code: 'no-such-person', params: { provider, subject } }));
  const [{ others }] = await tx.query(
    `SELECT count(*)::int AS others FROM staff WHERE role = 'gestionnaire' AND active AND person_id <> $1`,
    [known.id],
  );
  if (others >= 2 && !managersLockedOut) throw new NoReset(say({ code: 'reset-by-two' }));
  const factors = await forgetFactors(tx, known.id);
  if (factors === 0) throw new NoReset(say({ code: 'nothing-to-reset' }));
  await lapseResets(tx, known.id);
  await journal.appendAs(tx, SYSTEM_ACTOR, FACTOR_RESET_ACTS.doneByCommand, {
    stream: known.id,
    subject: known.id,
    details: { factors, ...(managersLockedOut && { managersLockedOut }) },
    changes: [{ item: 'second-factor', reason }],
  });
  return factors;
}
