import { Injectable } from '@nestjs/common';
import { AccessLog, Problem, type Ctx } from '#kernel/api';
import { Enrolments, type KnownEnrolment } from '#patients/api';
import { whyItStands } from '#transfers/domain';
import { say } from './say.js';
import type { Transfer } from './transfer.entity.js';
import { asTransfer, TransferStore, type Named } from './transfer.store.js';
import type { TransferList, TransferView } from './transfers.messages.js';

/** Reads what became of a patient's transfers. Every look is logged before it is given (charter C3.1). */
@Injectable()
export class TransferReader {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly store: TransferStore,
    private readonly accessLog: AccessLog,
  ) {}

  /** Those of a patient that one may read. @throws Problem `not-found`. */
  async list(ctx: Ctx, enrolmentId: string): Promise<TransferList> {
    const enrolment = await this.enrolments.find(ctx, enrolmentId);
    return this.accessLog.beside(ctx, { action: 'read', subject: { type: 'transfers', id: enrolmentId } }, this.listOf(ctx, enrolment));
  }

  /** One of them, for who has just acted on it. */
  async view(ctx: Ctx, id: string): Promise<TransferView> {
    const one = await this.store.find(ctx, id);
    const { items } = await this.listOf(ctx, await this.enrolments.find(ctx, one.enrolmentId));
    const found = items.find((each) => each.id === id);
    if (!found) throw new Problem('not-found');
    return found;
  }

  private async listOf(ctx: Ctx, { id, authorisationId, centreId, state }: KnownEnrolment): Promise<TransferList> {
    const transfers = await this.store.list(ctx, id);
    const [named, waiting] = await Promise.all([this.store.named(ctx.tx, transfers), this.store.waiting(ctx.tx, transfers)]);
    const last = transfers.filter((each) => each.state === 'done').sort((one, other) => Number(other.doneSeq) - Number(one.doneSeq))[0];
    const items: TransferView[] = [];
    for (const each of transfers) {
      const offered = await this.offered(ctx, each, last);
      const view = viewTransfer(each, named, offered);
      items.push(waiting.has(each.id) ? { ...view, whyItWaits: whyItWaits(view) } : view);
    }
    const mayMake = ctx.ability.can('make', asTransfer({ authorisationId, fromCentreId: centreId, toCentreId: '' }));
    return { items, canMake: mayMake && state === 'granted' };
  }

  private async offered(
    { ability, tx }: Ctx,
    transfer: Transfer,
    last: Transfer | undefined,
  ): Promise<Pick<TransferView, 'abilities' | 'whyItStands'>> {
    if (!ability.can('make', asTransfer(transfer))) return { abilities: [] };
    if (transfer.state === 'planned') return { abilities: ['name-receiver', 'cancel'] };
    if (transfer.state !== 'done' || transfer !== last) return { abilities: [] };
    const why = whyItStands({ isLast: true, isWrittenSince: await this.store.isWrittenSince(tx, transfer) });
    return why ? { abilities: [], whyItStands: say(why) } : { abilities: ['undo'] };
  }
}

/** To who can mend it, what to do; to anyone else, what it waits for. */
function whyItWaits({ abilities, prescriber, toCentreName }: TransferView): string {
  const params = { person: prescriber.name, centre: toCentreName };
  return abilities.includes('name-receiver') ? say({ code: 'receiver-gone', params }) : say({ code: 'receiver-awaited', params });
}

/** The only door out: a column that is not named here does not leave the server. */
function viewTransfer(
  transfer: Transfer,
  { centres, people }: Named,
  offered: Pick<TransferView, 'abilities' | 'whyItStands'>,
): TransferView {
  const { id, fromCentreId, toCentreId, effectiveOn, prescriberId, askedBy, returnOf, state, madeBy, madeAt, settledAt, stateVersion } =
    transfer;
  return {
    id,
    fromCentreId,
    fromCentreName: centres.get(fromCentreId) ?? fromCentreId,
    toCentreId,
    toCentreName: centres.get(toCentreId) ?? toCentreId,
    effectiveOn,
    prescriber: people.get(prescriberId) ?? { id: prescriberId, name: '' },
    askedBy,
    ...(returnOf !== null && { returnOf }),
    state,
    madeByName: people.get(madeBy)?.name ?? '',
    madeAt: madeAt.toISOString(),
    ...(settledAt !== null && { settledAt: settledAt.toISOString() }),
    stateVersion,
    ...offered,
  };
}
