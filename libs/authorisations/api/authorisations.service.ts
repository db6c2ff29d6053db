import { Injectable } from '@nestjs/common';
import { subject, type Subject } from '@casl/ability';
import { AUTHORISATION_ACTS, mayBecome } from '#authorisations/domain';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { AuthorisationStore } from './authorisation.store.js';
import type { ChangeStatus } from './authorisations.messages.js';
import type { Authorisation } from './entities.js';
import { say } from './say.js';

/** Authorisations, for anyone who acts under one. */
@Injectable()
export class Authorisations {
  constructor(
    private readonly store: AuthorisationStore,
    private readonly journal: Journal,
  ) {}

  /** @throws Problem `not-found` when the actor may not see it. */
  async find(ctx: Ctx, id: string): Promise<Authorisation> {
    return found(await this.store.one(ctx, id));
  }

  /** Suspends, resumes or ends it. Ended or suspended, it takes no new FAT; follow-up goes on (charter R5). */
  async changeStatus(ctx: Ctx, id: string, version: number, { status, reason }: ChangeStatus): Promise<void> {
    const authorisation = found(await this.store.forUpdate(ctx, id));
    demand(ctx, 'change-status', asSubject(authorisation));
    demandCurrent(version, authorisation.stateVersion);
    const from = authorisation.status;
    if (!mayBecome(from, status)) {
      throw new Problem('conflict', {
        detail:
          from === status ? say({ code: 'already-so', params: { status } }) : say({ code: 'cannot-become', params: { from, to: status } }),
      });
    }
    authorisation.status = status;
    authorisation.stateVersion += 1;
    await this.store.save(ctx, authorisation);
    await this.journal.append(ctx, AUTHORISATION_ACTS.statusChanged, {
      stream: id,
      subject: id,
      details: { from, to: status, reason },
    });
  }
}

/** What the policy looks at on an authorisation. */
export function asSubject({ id, holderId, status }: Pick<Authorisation, 'id' | 'holderId' | 'status'>): Subject {
  return subject('Authorisation', { id, holderId, status });
}

function found(authorisation: Authorisation | null): Authorisation {
  if (!authorisation) throw new Problem('not-found');
  return authorisation;
}
