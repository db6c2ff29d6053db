import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import type { EnrolmentView, TransferView } from '#api-client';
import { capitalised } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  dayInWords,
  DayPipe,
  Dialogs,
  ErrorPanel,
  Icon,
  type IconName,
  Live,
  OneAtATime,
  read,
  Session,
  type Tone,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { TRANSFER_STATE_WORDS, TRANSFER_WAITS } from '#transfers/domain';
import { ReceiverForm } from './receiver-form.js';
import { TransferForm } from './transfer-form.js';
import { TransfersApi } from './transfers.api.js';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

const WAITS: Look = { tone: 'red', icon: 'alert' };

const wordsOf = ({ state, whyItWaits }: TransferView) => (whyItWaits === undefined ? TRANSFER_STATE_WORDS[state] : TRANSFER_WAITS);

const LOOKS: Readonly<Record<TransferView['state'], Look>> = {
  planned: { tone: 'amber', icon: 'clock' },
  done: { tone: 'violet', icon: 'centre' },
  cancelled: { tone: 'grey', icon: 'cancel' },
  undone: { tone: 'grey', icon: 'cancel' },
};

/** On the file of a patient: how they went from a centre to another one, what that leaves to a centre that they left, and what the manager may do about it (charter C10). */
@Component({
  selector: 'app-transfers-panel',
  imports: [Badge, Button, DayPipe, ErrorPanel, Icon, ReceiverForm, TransferForm, Unread],
  templateUrl: './transfers-panel.html',
  styleUrl: './transfers-panel.scss',
})
export class TransfersPanel {
  private readonly api = inject(TransfersApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);
  private readonly session = inject(Session);

  /** Given by the slot, which may set it after the first reading. */
  readonly enrolment = input<EnrolmentView>();

  protected readonly transfers = read(
    () => (this.enrolment()?.state === 'granted' ? this.enrolment()?.id : undefined),
    (id, context) => this.api.of(id, context),
  );
  /** Another file has its own form. */
  protected readonly isOpen = linkedSignal({ source: () => this.enrolment()?.id, computation: () => false });
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly busy = signal<string | undefined>(undefined);
  /** The transfer for which another prescriber is being chosen. */
  protected readonly naming = linkedSignal<string | undefined, string | undefined>({
    source: () => this.enrolment()?.id,
    computation: () => undefined,
  });

  /** What a centre that the patient left may still do here, told where it looks. */
  protected readonly hasLeft = computed(() => {
    const [mine, file] = [this.session.profile()?.centreId, this.enrolment()];
    return mine !== undefined && file !== undefined && file.centreId !== mine && file.stays.some(({ centreId }) => centreId === mine);
  });
  /** Of a patient who never moved there is nothing to say, save to who may transfer them. */
  protected readonly isShown = computed(() => {
    const list = this.transfers.value();
    return list !== undefined && (list.canMake || list.items.length > 0);
  });

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.enrolment()?.id,
      () => this.transfers.readAgain(),
    );
  }

  protected stateOf(transfer: TransferView): string {
    return capitalised(wordsOf(transfer).label);
  }

  protected lookOf({ state, whyItWaits }: TransferView): Look {
    return whyItWaits === undefined ? LOOKS[state] : WAITS;
  }

  /** The centre on whose request it was made. */
  protected askerOf({ askedBy, fromCentreName, toCentreName }: TransferView): string {
    return askedBy === 'from' ? fromCentreName : toCentreName;
  }

  protected meaningOf(transfer: TransferView): string {
    return wordsOf(transfer).meaning;
  }

  protected made(transfer: TransferView): void {
    this.isOpen.set(false);
    this.settled(transfer);
  }

  protected received(transfer: TransferView): void {
    this.naming.set(undefined);
    this.settled(transfer);
  }

  /** Read again, and told. */
  private settled(transfer: TransferView): void {
    this.transfers.readAgain();
    this.announcer.say(
      transfer.state === 'done'
        ? $localize`Patient transféré\u00a0: ${transfer.toCentreName} le suit depuis le ${dayInWords(transfer.effectiveOn)}.`
        : $localize`Transfert prévu le ${dayInWords(transfer.effectiveOn)}\u00a0: il se fera de lui-même.`,
    );
  }

  @OneAtATime()
  protected async end(transfer: TransferView, act: 'cancel' | 'undo'): Promise<void> {
    const { fromCentreName, toCentreName } = transfer;
    const confirmed = await this.dialogs.confirm({
      title: act === 'cancel' ? $localize`Annuler le transfert prévu` : $localize`Défaire le transfert`,
      consequence:
        act === 'cancel'
          ? $localize`${fromCentreName} continue à suivre le patient. ${toCentreName} ne lira pas le dossier. Les deux centres en sont prévenus.`
          : $localize`${fromCentreName} suit de nouveau le patient, comme avant le transfert. ${toCentreName} ne lit plus le dossier. Les deux centres en sont prévenus.`,
      act: act === 'cancel' ? $localize`Annuler le transfert` : $localize`Défaire le transfert`,
      danger: true,
      reason: { label: $localize`Motif`, hint: $localize`Il est écrit au journal du dossier. N’y mettez ni nom ni date de naissance.` },
    });
    if (!confirmed) return;
    this.busy.set(transfer.id);
    this.problem.set(undefined);
    try {
      await this.api.end(transfer, act, confirmed.reason);
      this.announcer.say(act === 'cancel' ? $localize`Transfert annulé.` : $localize`Transfert défait.`);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(undefined);
      this.transfers.readAgain();
    }
  }
}
