import { Injectable } from '@nestjs/common';
import { todayAt } from '#forms/api';
import { actorOf, demand, demandCurrent, Idempotency, Problem, type Ctx } from '#kernel/api';
import { calendarDate, type CalendarDate } from '#kernel/domain';
import { Enrolments, staysOf, type KnownEnrolment } from '#patients/api';
import { transferProblem, whyItStands, type Standing } from '#transfers/domain';
import { Moves, type Doing } from './moves.js';
import { say, type TransferAnswer } from './say.js';
import { Transfer } from './transfer.entity.js';
import { asTransfer, TransferStore } from './transfer.store.js';
import type { EndTransfer, MakeTransfer, NameReceiver, ReceivingCentre } from './transfers.messages.js';

/** What the manager does with transfers (charter C10.1, C10.6). The enrolment's lock comes first, as for anyone who writes in the file. */
@Injectable()
export class Transfers {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly store: TransferStore,
    private readonly moves: Moves,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Done at once where its day has come, else planned; a temporary one is planned back with it. Gives its id.
   * @throws Problem `not-found`, `not-allowed`, `conflict` as the patient stands or was moved meanwhile, `invalid-request` naming the field.
   */
  async make(ctx: Ctx, enrolmentId: string, key: string, body: MakeTransfer): Promise<string> {
    const enrolment = await this.enrolments.forUpdate(ctx, enrolmentId);
    const { authorisationId, centreId: fromCentreId } = enrolment;
    demand(ctx, 'make', asTransfer({ authorisationId, fromCentreId, toCentreId: body.toCentreId }));
    return this.idempotency.once(ctx, 'makeTransfer', key, { enrolmentId, ...body }, () => this.makeOnce(ctx, enrolment, body));
  }

  /** One that is to come does not happen, nor does the way back with it. @throws Problem `not-found`, `not-allowed`, `stale-state`, `conflict`. */
  async cancel(ctx: Ctx, id: string, version: number, { reason }: EndTransfer): Promise<void> {
    const transfer = await this.held(ctx, id, version);
    if (transfer.state !== 'planned') throw new Problem('conflict', { detail: say({ code: 'not-planned' }) });
    await this.moves.callOff(doing(ctx), transfer, reason);
    await this.callOffReturnOf(ctx, transfer, reason);
  }

  /**
   * Someone else receives the patient of one that is to come; at once, where it waited for them and its day has come.
   * @throws Problem `not-found`, `not-allowed`, `stale-state`, `conflict`, `invalid-request` of who does not prescribe there.
   */
  async nameReceiver(ctx: Ctx, id: string, version: number, { prescriberId }: NameReceiver): Promise<void> {
    const transfer = await this.held(ctx, id, version);
    if (transfer.state !== 'planned') throw new Problem('conflict', { detail: say({ code: 'no-receiver-any-more' }) });
    const centres = new Map((await this.store.centres(ctx.tx)).map((centre) => [centre.id, centre]));
    demandPrescriber('prescriberId', prescriberId, transfer.toCentreId, centres);
    if (prescriberId !== transfer.prescriberId) await this.moves.nameReceiver(doing(ctx), transfer, prescriberId);
    if (await this.isDue(ctx, transfer)) await this.moves.go(doing(ctx), transfer);
  }

  /** One that was done by mistake, while nothing was written on the strength of it. @throws Problem as `cancel`. */
  async undo(ctx: Ctx, id: string, version: number, { reason }: EndTransfer): Promise<void> {
    const transfer = await this.held(ctx, id, version);
    if (transfer.state !== 'done') throw new Problem('conflict', { detail: say({ code: 'not-done' }) });
    const [last, isWrittenSince] = await Promise.all([
      this.store.last(ctx.tx, transfer.enrolmentId),
      this.store.isWrittenSince(ctx.tx, transfer),
    ]);
    const why = whyItStands({ isLast: last?.id === id, isWrittenSince });
    if (why) throw new Problem('conflict', { rule: 'C10.4', detail: say(why) });
    await this.callOffReturnOf(ctx, transfer, reason);
    await this.moves.takeBack(doing(ctx), transfer, reason);
  }

  private async makeOnce(ctx: Ctx, enrolment: KnownEnrolment, body: MakeTransfer): Promise<string> {
    const { tx } = ctx;
    const standing = await this.standing(ctx, enrolment);
    const centres = new Map((await this.store.centres(tx)).map((centre) => [centre.id, centre]));
    if (enrolment.centreId !== body.fromCentreId)
      throw new Problem('conflict', {
        detail: say({ code: 'moved-meanwhile', params: { centre: nameOf(enrolment.centreId, centres) } }),
      });
    if (!centres.has(body.toCentreId)) throw wrong('toCentreId', { code: 'no-such-centre' });
    const problem = transferProblem(body, standing);
    if (problem?.path) throw wrong(problem.path, problem.says);
    if (problem) throw new Problem('conflict', { rule: 'C10.1', detail: say(problem.says) });
    demandPrescriber('prescriberId', body.prescriberId, body.toCentreId, centres);
    if (body.returnOn !== undefined) demandPrescriber('returnPrescriberId', body.returnPrescriberId, body.fromCentreId, centres);

    const made = {
      enrolmentId: enrolment.id,
      authorisationId: enrolment.authorisationId,
      askedBy: body.askedBy,
      madeBy: ctx.actor.personId,
    };
    const { fromCentreId, toCentreId, prescriberId, effectiveOn, returnOn, returnPrescriberId } = body;
    const transfer = await planned(ctx, { ...made, fromCentreId, toCentreId, prescriberId, effectiveOn, returnOf: null });
    if (effectiveOn <= standing.today) await this.moves.go(doing(ctx), transfer);
    else await this.moves.announce(doing(ctx), transfer);
    if (returnOn !== undefined && returnPrescriberId !== undefined) {
      const back = { fromCentreId: toCentreId, toCentreId: fromCentreId, prescriberId: returnPrescriberId, effectiveOn: returnOn };
      await this.moves.announce(doing(ctx), await planned(ctx, { ...made, ...back, returnOf: transfer.id }));
    }
    return transfer.id;
  }

  private async standing({ tx }: Ctx, { id, state, centreId, decidedAt }: KnownEnrolment): Promise<Standing & { today: CalendarDate }> {
    const [today, stays, [toCome]] = await Promise.all([todayAt({ tx }, centreId), staysOf(tx, id), this.store.toCome(tx, id)]);
    const includedOn = state === 'granted' && decidedAt ? await dayAt(tx, stays[0]?.centreId ?? centreId, decidedAt) : undefined;
    return {
      isIncluded: state === 'granted',
      centreId,
      since: calendarDate(stays.at(-1)?.fromDay ?? today),
      today: calendarDate(today),
      ...(includedOn !== undefined && { includedOn }),
      ...(toCome && { plannedOn: calendarDate(toCome.effectiveOn) }),
    };
  }

  /** A way back is not, before the patient is there. */
  private async isDue(ctx: Ctx, { enrolmentId, fromCentreId, effectiveOn }: Transfer): Promise<boolean> {
    const { centreId } = await this.enrolments.find(ctx, enrolmentId);
    return centreId === fromCentreId && effectiveOn <= (await todayAt(ctx, fromCentreId));
  }

  /** Found through the actor's scope, once its file is locked: what it was before it was locked is read again. */
  private async held(ctx: Ctx, id: string, version: number): Promise<Transfer> {
    const { enrolmentId } = await this.store.find(ctx, id);
    await this.enrolments.forUpdate(ctx, enrolmentId);
    const transfer = await this.store.find(ctx, id);
    demand(ctx, 'make', asTransfer(transfer));
    demandCurrent(version, transfer.stateVersion);
    return transfer;
  }

  private async callOffReturnOf(ctx: Ctx, { id, enrolmentId }: Transfer, reason: string): Promise<void> {
    const back = (await this.store.toCome(ctx.tx, enrolmentId)).filter(({ returnOf }) => returnOf === id);
    for (const each of back) await this.moves.callOff(doing(ctx), each, reason);
  }
}

type Centres = ReadonlyMap<string, ReceivingCentre>;

function nameOf(id: string, centres: Centres): string {
  return centres.get(id)?.name ?? id;
}

/** @throws Problem `invalid-request` for anyone who does not prescribe there. */
function demandPrescriber(path: 'prescriberId' | 'returnPrescriberId', id: string | undefined, centreId: string, centres: Centres): void {
  if (id === undefined) throw wrong(path, { code: 'return-names-prescriber' });
  if (centres.get(centreId)?.prescribers.some((each) => each.id === id)) return;
  throw wrong(path, { code: 'no-prescriber-there', params: { centre: nameOf(centreId, centres) } });
}

function doing(ctx: Ctx): Doing {
  return { tx: ctx.tx, actor: actorOf(ctx), afterCommit: ctx.afterCommit };
}

type Asked = Pick<
  Transfer,
  'enrolmentId' | 'authorisationId' | 'fromCentreId' | 'toCentreId' | 'effectiveOn' | 'prescriberId' | 'askedBy' | 'returnOf' | 'madeBy'
>;

function planned({ tx }: Ctx, asked: Asked): Promise<Transfer> {
  const fresh = { state: 'planned' as const, openedAccess: false, doneSeq: null, madeAt: new Date(), settledAt: null, stateVersion: 1 };
  return tx.save(Transfer, Object.assign(new Transfer(), asked, fresh));
}

async function dayAt(tx: Ctx['tx'], centreId: string, at: Date): Promise<CalendarDate> {
  const [{ day }] = await tx.query(`SELECT to_char($2::timestamptz AT TIME ZONE zone, 'YYYY-MM-DD') AS day FROM centre WHERE id = $1`, [
    centreId,
    at,
  ]);
  return calendarDate(day);
}

function wrong(path: keyof MakeTransfer, says: TransferAnswer): Problem {
  const message = say(says);
  return new Problem('invalid-request', { detail: message, items: [{ path, message }] });
}
