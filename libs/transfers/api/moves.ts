import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccessRequests, ReadGrantEnds } from '#access-rights/api';
import { PlannedForms } from '#calendar/api';
import { VisitCentres } from '#forms/api';
import { Journal, type Ctx, type JournalActor, type JournalChange } from '#kernel/api';
import { calendarDate } from '#kernel/domain';
import { EnrolmentPath } from '#patients/api';
import { CENTRE_TRANSFER_ACTS, TRANSFER_ACTS, type TransferState } from '#transfers/domain';
import { Transfer } from './transfer.entity.js';
import { TransferStore } from './transfer.store.js';

/** In whose name, and where, a transfer becomes what it is: by a manager, or by its day. */
export interface Doing {
  readonly tx: EntityManager;
  readonly actor: JournalActor;
  readonly afterCommit: Ctx['afterCommit'];
}

type EnrolmentAct = (typeof TRANSFER_ACTS)[keyof typeof TRANSFER_ACTS];
type CentreAct = (typeof CENTRE_TRANSFER_ACTS)[keyof typeof CENTRE_TRANSFER_ACTS];

/** What a transfer does to a patient's file, and what undoes it. The caller holds the enrolment's lock and has asked what allows it. */
@Injectable()
export class Moves {
  constructor(
    private readonly path: EnrolmentPath,
    private readonly access: AccessRequests,
    private readonly readings: ReadGrantEnds,
    private readonly visits: VisitCentres,
    private readonly planned: PlannedForms,
    private readonly store: TransferStore,
    private readonly journal: Journal,
  ) {}

  /** Nothing moves yet: both centres are told. */
  async announce(doing: Doing, transfer: Transfer): Promise<void> {
    await this.tell(doing, transfer, TRANSFER_ACTS.planned);
    for (const centre of [transfer.fromCentreId, transfer.toCentreId])
      await this.tellCentre(doing, transfer, CENTRE_TRANSFER_ACTS.announced, centre);
  }

  /** Someone else will receive the patient: told in the file, to nobody by e-mail since nothing moves yet. */
  async nameReceiver(doing: Doing, transfer: Transfer, prescriberId: string): Promise<void> {
    const former = { ...transfer };
    Object.assign(transfer, { prescriberId, stateVersion: transfer.stateVersion + 1 });
    await doing.tx.save(Transfer, transfer);
    const { people } = await this.store.named(doing.tx, [former, transfer]);
    const change = { item: 'prescriber', old: people.get(former.prescriberId)?.name, new: people.get(prescriberId)?.name };
    await this.tell(doing, transfer, TRANSFER_ACTS.receiverNamed, [change]);
  }

  /** The patient goes: the stay, the access of who receives them, the forms of visits, the calendar; then both centres are told. */
  async go(doing: Doing, transfer: Transfer): Promise<void> {
    const { tx, actor, afterCommit } = doing;
    const { enrolmentId, authorisationId, toCentreId: centreId, prescriberId: personId } = transfer;
    await this.path.transfer(tx, enrolmentId, { centreId, on: calendarDate(transfer.effectiveOn) });
    const openedAccess = await this.access.opened({ tx, actor, afterCommit }, { enrolmentId, authorisationId, centreId, personId });
    await this.follow(doing, enrolmentId, centreId);
    const { seq } = await this.tell(doing, transfer, TRANSFER_ACTS.done);
    await this.become(tx, transfer, 'done', { doneSeq: String(seq), openedAccess });
    await this.tellCentre(doing, transfer, CENTRE_TRANSFER_ACTS.left, transfer.fromCentreId);
  }

  /** One that was to come does not. */
  async callOff(doing: Doing, transfer: Transfer, reason: string): Promise<void> {
    await this.become(doing.tx, transfer, 'cancelled');
    await this.tell(doing, transfer, TRANSFER_ACTS.cancelled, [{ item: 'transfer', old: 'planned', new: 'cancelled', reason }]);
    for (const centre of [transfer.fromCentreId, transfer.toCentreId])
      await this.tellCentre(doing, transfer, CENTRE_TRANSFER_ACTS.calledOff, centre);
  }

  /** One that was done by mistake: everything is as before, and the journal keeps both. */
  async takeBack(doing: Doing, transfer: Transfer, reason: string): Promise<void> {
    const { tx } = doing;
    const { enrolmentId, toCentreId: centreId, prescriberId: personId, authorisationId } = transfer;
    await this.path.takeBack(tx, enrolmentId);
    if (transfer.openedAccess) await this.access.closed(doing, { enrolmentId, authorisationId, centreId, personId });
    await this.follow(doing, enrolmentId, transfer.fromCentreId);
    await this.become(tx, transfer, 'undone');
    await this.tell(doing, transfer, TRANSFER_ACTS.undone, [{ item: 'transfer', old: 'done', new: 'undone', reason }]);
    for (const centre of [transfer.fromCentreId, transfer.toCentreId])
      await this.tellCentre(doing, transfer, CENTRE_TRANSFER_ACTS.calledOff, centre);
  }

  /** What hangs on where the patient is followed, and until when they were elsewhere: what the centre that they leave opened to another one is over. */
  private async follow(doing: Doing, id: string, centreId: string): Promise<void> {
    const { tx, afterCommit } = doing;
    await this.readings.patientLeft(doing, id);
    await this.visits.settle(tx, { id, centreId });
    await this.planned.rebuild(tx, id, afterCommit);
  }

  private async become(tx: EntityManager, transfer: Transfer, state: TransferState, more: Partial<Transfer> = {}): Promise<void> {
    Object.assign(transfer, { state, settledAt: new Date(), stateVersion: transfer.stateVersion + 1, ...more });
    await tx.save(Transfer, transfer);
  }

  private async tell({ tx, actor, afterCommit }: Doing, transfer: Transfer, act: EnrolmentAct, changes: readonly JournalChange[] = []) {
    const { id, enrolmentId, fromCentreId: from, toCentreId: to, effectiveOn: on, prescriberId } = transfer;
    const { centres } = await this.store.named(tx, [transfer]);
    const details = { from, to, fromName: centres.get(from) ?? from, toName: centres.get(to) ?? to, on, prescriberId };
    return this.journal.appendAs(tx, actor, act, { stream: enrolmentId, subject: id, details, changes }, afterCommit);
  }

  private async tellCentre(
    { tx, actor, afterCommit }: Doing,
    { id, authorisationId }: Transfer,
    act: CentreAct,
    centre: string,
  ): Promise<void> {
    await this.journal.appendAs(tx, actor, act, { stream: centre, subject: authorisationId, details: { transferId: id } }, afterCommit);
  }
}
