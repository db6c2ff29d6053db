import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AUTHORISATION_ACTS } from '#authorisations/domain';
import { Journal } from '#kernel/api';

/** A manager who opens an authorisation is assigned it, in the same transaction: nobody may see, or assign to others, what is not theirs. */
@Injectable()
export class OpenedAuthorisations implements OnModuleInit {
  constructor(private readonly journal: Journal) {}

  onModuleInit(): void {
    this.journal.on(AUTHORISATION_ACTS.opened, async (tx, { actor, subject }) => {
      await tx.query('INSERT INTO staff_scope (person_id, authorisation_id) VALUES ($1, $2)', [actor.id, subject.id]);
    });
  }
}

/** What the host opened by a command, whom it belongs to not being said: every manager with an open account is assigned it. @returns how many. */
export async function assignToManagers(tx: EntityManager, authorisationIds: readonly string[]): Promise<number> {
  await tx.query(
    `INSERT INTO staff_scope (person_id, authorisation_id)
     SELECT person_id, opened.id FROM staff CROSS JOIN unnest($1::uuid[]) AS opened (id) WHERE role = 'gestionnaire' AND active`,
    [authorisationIds],
  );
  const [{ managers }] = await tx.query(`SELECT count(*)::int AS managers FROM staff WHERE role = 'gestionnaire' AND active`);
  return managers;
}
