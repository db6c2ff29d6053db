import { Injectable } from '@nestjs/common';
import { as } from '#access-rights/domain';
import { Authorisations, type AuthorisationOnDay } from '#authorisations/api';
import { linkProblem, RELAY_ACTS } from '#continuity/domain';
import { demand, Jobs, Journal, Problem, type Ctx } from '#kernel/api';
import { ProtocolVersions, tell } from '#protocols/api';
import { reuseProblems, type Protocol } from '#protocols/domain';
import { CohortStore } from './cohort.store.js';
import { COHORT } from './cohort.runner.js';
import type { LinkAuthorisation, UnlinkAuthorisation } from './continuity.messages.js';
import { RelayStore, type Relay } from './relay.store.js';
import { say, type ContinuityAnswer } from './say.js';

/** What the manager does of two authorisations (charter C8.1). */
@Injectable()
export class Relays {
  constructor(
    private readonly authorisations: Authorisations,
    private readonly protocols: ProtocolVersions,
    private readonly store: RelayStore,
    private readonly cohorts: CohortStore,
    private readonly jobs: Jobs,
    private readonly journal: Journal,
  ) {}

  /**
   * The early access takes over, from now on. What the PUT-SP says that its FAT takes up must be what that FAT has.
   * @throws Problem `not-found`, `not-allowed`; `conflict` for two that do not go together, with each line of the table that does not fit.
   */
  async link(ctx: Ctx, formerId: string, { laterId }: LinkAuthorisation): Promise<void> {
    const [former, later] = [await this.held(ctx, formerId), await this.held(ctx, laterId)];
    const problem = linkProblem(former, later);
    if (problem) throw refused(problem);
    await this.demandFit(ctx, former, later);
    const id = await this.store.link(ctx.tx, { formerId, laterId }, ctx.actor.personId);
    if (!id) {
      const standing = await this.store.of(ctx.tx, formerId);
      const { code } = await this.authorisations.find(ctx, standing?.laterId ?? laterId);
      throw refused({ code: 'linked-already', params: { code } });
    }
    await this.journal.append(ctx, RELAY_ACTS.linked, { stream: formerId, subject: formerId, details: { laterId, later: later.code } });
  }

  /** One that was made by mistake, while no patient followed it. @throws Problem `not-found`, `not-allowed`, `conflict`. */
  async unlink(ctx: Ctx, formerId: string, { reason }: UnlinkAuthorisation): Promise<void> {
    const { relay, later } = await this.relayOf(ctx, formerId, 'update');
    if (await this.store.hasPatients(ctx.tx, relay.id)) throw refused({ code: 'patients-continued' });
    await this.store.unlink(ctx.tx, relay.id);
    const details = { laterId: later.id, later: later.code, reason };
    await this.journal.append(ctx, RELAY_ACTS.unlinked, { stream: formerId, subject: formerId, details });
  }

  /** Opens a request for each patient still followed: a worker does, one after the other. @throws Problem as `unlink`. */
  async openCohort(ctx: Ctx, formerId: string): Promise<void> {
    const { relay, later } = await this.relayOf(ctx, formerId, 'share');
    const begun = await this.cohorts.begin(ctx.tx, relay, ctx.actor);
    if (!begun) throw refused({ code: 'cohort-running' });
    if (begun.patients === 0) throw refused({ code: 'nobody-to-continue' });
    const details = { laterId: later.id, later: later.code, patients: begun.patients };
    await this.journal.append(ctx, RELAY_ACTS.cohortBegun, { stream: formerId, subject: formerId, details });
    ctx.afterCommit(() => this.jobs.wake(COHORT, begun.id, { id: begun.id }));
  }

  private async relayOf(ctx: Ctx, formerId: string, held: 'share' | 'update'): Promise<{ relay: Relay; later: AuthorisationOnDay }> {
    await this.held(ctx, formerId);
    const relay = await this.store.of(ctx.tx, formerId, held);
    if (!relay) throw refused({ code: 'not-linked' });
    return { relay, later: await this.held(ctx, relay.laterId) };
  }

  /** One that the manager may link. */
  private async held(ctx: Ctx, id: string): Promise<AuthorisationOnDay> {
    const one = await this.authorisations.find(ctx, id);
    demand(ctx, 'link', as('Authorisation', { id, holderId: one.holderId, status: one.status }));
    return one;
  }

  private async demandFit({ tx, today }: Ctx, former: AuthorisationOnDay, later: AuthorisationOnDay): Promise<void> {
    const is = await this.protocols.current(tx, later.protocolCode, today);
    if (!is) throw refused({ code: 'no-later-version', params: { code: later.code } });
    const was = await this.protocols.current(tx, former.protocolCode, today);
    if (was) demandFit(was.document, is.document);
  }
}

/** @throws Problem `conflict`, a line for each that does not fit. */
function demandFit(former: Protocol, later: Protocol): void {
  const problems = reuseProblems(former, later);
  if (problems.length === 0) return;
  throw new Problem('conflict', {
    rule: 'C8.2',
    detail: say({ code: 'reuse-misfit', params: { lines: problems.length } }),
    items: problems.map(({ path, says }) => {
      const index = typeof path[2] === 'number' ? path[2] : undefined;
      const line = index === undefined ? undefined : former.reuse?.items[index];
      const place = line && say({ code: 'reuse-line', params: { line: (index ?? 0) + 1, item: line.item, to: line.to } });
      return { path: place ?? path.join('.'), ...tell(says) };
    }),
  });
}

function refused(says: ContinuityAnswer): Problem {
  return new Problem('conflict', { rule: 'C8.1', detail: say(says) });
}
