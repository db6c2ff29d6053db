import { Injectable, type OnModuleInit } from '@nestjs/common';
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
