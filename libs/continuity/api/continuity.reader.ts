import { Injectable } from '@nestjs/common';
import { as } from '#access-rights/domain';
import { Authorisations, type AuthorisationOnDay } from '#authorisations/api';
import { linkProblem } from '#continuity/domain';
import { AccessLog, type Ctx } from '#kernel/api';
import { asEnrolment, Enrolments } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { CohortStore, countOf, type CohortRow } from './cohort.store.js';
import { Continuations } from './continuations.service.js';
import type { CohortView, ContinuityView, LinkedAuthorisation, RelaysView, RelayView } from './continuity.messages.js';
import { RelayStore, type RelayRow } from './relay.store.js';
import { say } from './say.js';

/** Reads what takes over from what. */
@Injectable()
export class ContinuityReader {
  constructor(
    private readonly authorisations: Authorisations,
    private readonly enrolments: Enrolments,
    private readonly continuations: Continuations,
    private readonly protocols: ProtocolVersions,
    private readonly store: RelayStore,
    private readonly cohorts: CohortStore,
    private readonly accessLog: AccessLog,
  ) {}

  /** The links of an authorisation; what they lead to among its patients is the manager's. @throws Problem `not-found`. */
  async relays(ctx: Ctx, id: string): Promise<RelaysView> {
    const one = await this.authorisations.find(ctx, id);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'authorisation-relay', id } });
    const [relay, into] = await Promise.all([this.store.of(ctx.tx, id), this.store.into(ctx.tx, id)]);
    const mayLink = canLink(ctx, one);
    const later = relay && (await this.viewRelay(ctx, relay, relay.laterId));
    const former: RelayView[] = [];
    for (const each of into) former.push(...[await this.viewRelay(ctx, each, each.formerId)].flatMap((seen) => seen ?? []));
    const candidates = mayLink && !relay ? await this.candidates(ctx, one) : [];
    const hasPatients = relay && mayLink ? await this.store.hasPatients(ctx.tx, relay.id) : false;
    return {
      ...(later && { later }),
      former,
      candidates,
      abilities: [
        ...(candidates.length > 0 ? (['link'] as const) : []),
        ...(later && mayLink && !hasPatients ? (['unlink'] as const) : []),
        ...(later?.waiting && later.cohort?.state !== 'running' ? (['open-cohort'] as const) : []),
      ],
    };
  }

  /** What may be done of the collection of a patient under the early access that takes over: a look at their forms, which is logged. @throws Problem `not-found`. */
  async continuity(ctx: Ctx, id: string): Promise<ContinuityView> {
    const former = await this.enrolments.find(ctx, id);
    await this.accessLog.record(ctx, { action: 'read', subject: { type: 'continuity', id } });
    const relay = await this.store.of(ctx.tx, former.authorisationId);
    if (!relay || ctx.actor.profile?.centreId !== former.centreId || !ctx.ability.can('follow', asEnrolment(former))) return {};
    const later = await this.authorisations.find(ctx, relay.laterId);
    if (!ctx.ability.can('start-request', asAuthorisation(later))) return {};
    const { why } = await this.continuations.standing(ctx, former);
    return why ? { why: say(why) } : { offer: viewLinked(later) };
  }

  /** Undefined for who does not see both: of an authorisation that is not theirs, nothing is told. */
  private async viewRelay(ctx: Ctx, relay: RelayRow, otherId: string): Promise<RelayView | undefined> {
    const [former, later] = [await this.authorisations.sought(ctx, relay.formerId), await this.authorisations.sought(ctx, relay.laterId)];
    if (!former || !later) return undefined;
    const version = await this.protocols.current(ctx.tx, former.protocolCode, ctx.today);
    const manages = canLink(ctx, former) && canLink(ctx, later);
    const cohort = manages ? await this.cohorts.latest(ctx.tx, relay.id) : undefined;
    return {
      id: relay.id,
      authorisation: viewLinked(otherId === former.id ? former : later),
      madeAt: relay.madeAt.toISOString(),
      madeByName: relay.madeByName,
      reused: version?.document.reuse?.items.length ?? 0,
      ...(manages && { waiting: await this.cohorts.waiting(ctx.tx, relay.formerId) }),
      ...(cohort && { cohort: viewCohort(cohort) }),
    };
  }

  private async candidates(ctx: Ctx, former: AuthorisationOnDay): Promise<LinkedAuthorisation[]> {
    const all = await this.authorisations.list(ctx);
    return all.filter((each) => canLink(ctx, each) && !linkProblem(former, each)).map(viewLinked);
  }
}

function canLink(ctx: Ctx, authorisation: AuthorisationOnDay): boolean {
  return ctx.ability.can('link', asAuthorisation(authorisation));
}

function asAuthorisation({ id, holderId, status }: AuthorisationOnDay) {
  return as('Authorisation', { id, holderId, status });
}

/** The only doors out: a column that is not named here does not leave the server. */
function viewLinked({ id, code, medicine, indication }: AuthorisationOnDay): LinkedAuthorisation {
  return { id, code, medicine, indication };
}

function viewCohort(row: CohortRow): CohortView {
  const { id, state, begunAt, begunByName, settledAt, lines } = row;
  return {
    id,
    state,
    total: countOf(row, 'all'),
    opened: countOf(row, 'opened'),
    kept: countOf(row, 'kept'),
    failed: countOf(row, 'failed'),
    begunAt: begunAt.toISOString(),
    begunByName,
    ...(settledAt && { settledAt: settledAt.toISOString() }),
    reasons: lines.flatMap(({ message, patients }) => (message ? [{ message, patients }] : [])),
  };
}
