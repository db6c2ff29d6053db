import { Injectable } from '@nestjs/common';
import { as, DESIGNATION_ACTS } from '#access-rights/domain';
import { Authorisations } from '#authorisations/api';
import { demand, demandCurrent, Idempotency, Journal, Problem, type Ctx } from '#kernel/api';
import { addMonths, calendarDate, type CalendarDate } from '#kernel/domain';
import type { Designate } from '../access-rights.messages.js';
import { DesignationStore } from './designation.store.js';
import { Designation } from '../entities.js';
import { say, type AccessAnswer } from '../say.js';

/** A designation stands one year unless its author says otherwise, and two years at most. */
const USUAL_MONTHS = 12;
const MOST_MONTHS = 24;

/** Opening an authorisation to a named colleague of one's centre, and closing it (charter C5.1, C5.4). No proof is asked for (charter C4.2). */
@Injectable()
export class DesignationsService {
  constructor(
    private readonly store: DesignationStore,
    private readonly authorisations: Authorisations,
    private readonly journal: Journal,
    private readonly idempotency: Idempotency,
  ) {}

  /** @throws Problem `not-found`, `not-allowed`, `invalid-request` (naming the field), `conflict` when one stands already. */
  designate(ctx: Ctx, key: string, body: Designate): Promise<string> {
    return this.idempotency.once(ctx, 'designate', key, body, () => this.designateOnce(ctx, body));
  }

  private async designateOnce(ctx: Ctx, body: Designate): Promise<string> {
    const { id, holderId, status } = await this.authorisations.find(ctx, body.authorisationId);
    demand(ctx, `designate-${body.kind}`, as('Authorisation', { id, holderId, status }));
    return this.make(ctx, body);
  }

  /** @throws Problem `not-found`, `not-allowed`, `stale-state`, `conflict` when it stands no more. */
  async withdraw(ctx: Ctx, id: string, version: number): Promise<void> {
    const designation = await this.store.forUpdate(ctx, id);
    demand(ctx, 'withdraw', as('Designation', { ...designation }));
    demandCurrent(version, designation.stateVersion);
    if (designation.withdrawnAt) throw new Problem('conflict', { detail: say({ code: 'withdrawn-already' }) });
    if (designation.endsOn < ctx.today) throw new Problem('conflict', { detail: say({ code: 'ended-already' }) });
    designation.withdrawnAt = new Date();
    designation.withdrawnBy = ctx.actor.personId;
    designation.stateVersion += 1;
    await this.store.save(ctx, designation);
    await this.write(ctx, DESIGNATION_ACTS.withdrawn, designation);
  }

  /**
   * The one that stands is withdrawn and another takes its place, by the actor: nothing is closed to the person meanwhile. Gives the new one's id.
   * @throws Problem `not-found`, `not-allowed`, `stale-state`, `conflict` when it stands no more, `invalid-request` for one's own.
   */
  async renew(ctx: Ctx, id: string, version: number): Promise<string> {
    const { kind, authorisationId, designeeId } = await this.store.forUpdate(ctx, id);
    const { id: authorisation, holderId, status } = await this.authorisations.find(ctx, authorisationId);
    demand(ctx, `designate-${kind}`, as('Authorisation', { id: authorisation, holderId, status }));
    await this.withdraw(ctx, id, version);
    return this.make(ctx, { kind, authorisationId, designeeId });
  }

  private async make(ctx: Ctx, { kind, authorisationId, designeeId, endsOn }: Designate): Promise<string> {
    const centreId = ctx.actor.profile?.centreId ?? '';
    if (designeeId === ctx.actor.personId) throw wrong('designeeId', { code: 'not-oneself' });
    if (!(await this.store.worksIn(ctx, designeeId, centreId, kind)))
      throw wrong('designeeId', { code: 'no-profile-here', params: { role: kind } });
    const of = { kind, authorisationId, centreId, designeeId };
    const standing = await this.store.standing(ctx, of);
    if (standing) {
      throw new Problem('conflict', {
        detail: say({ code: 'designated-already', params: { day: calendarDate(standing.endsOn) } }),
      });
    }
    const designation = await this.store.save(
      ctx,
      Object.assign(new Designation(), {
        ...of,
        designatorId: ctx.actor.personId,
        startsOn: ctx.today,
        endsOn: lastDay(calendarDate(ctx.today), endsOn),
        stateVersion: 1,
      }),
    );
    await this.write(ctx, DESIGNATION_ACTS.made, designation);
    return designation.id;
  }

  private async write(
    ctx: Ctx,
    act: typeof DESIGNATION_ACTS.made,
    { id, kind, authorisationId, centreId, designeeId, endsOn }: Designation,
  ): Promise<void> {
    await this.journal.append(ctx, act, { stream: centreId, subject: id, details: { kind, authorisationId, designeeId, endsOn } });
  }
}

/** @throws Problem `invalid-request`. */
function lastDay(today: CalendarDate, asked: CalendarDate | undefined): CalendarDate {
  if (asked === undefined) return addMonths(today, USUAL_MONTHS);
  if (asked < today) throw wrong('endsOn', { code: 'end-is-past' });
  const latest = addMonths(today, MOST_MONTHS);
  if (asked > latest) throw wrong('endsOn', { code: 'ends-too-late', params: { day: latest } });
  return asked;
}

function wrong(path: string, says: AccessAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path, message: say(says) }] });
}
