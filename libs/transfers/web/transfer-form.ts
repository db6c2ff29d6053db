import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { EnrolmentView, MakeTransfer, PersonRef, TransferView } from '#api-client';
import {
  type ApiProblem,
  Button,
  DateBox,
  dayForBox,
  dayInWords,
  ErrorPanel,
  Field,
  newKey,
  OneAtATime,
  read,
  toApiProblem,
  todayInParis,
  TypedDay,
} from '#kernel/web';
import { TransfersApi } from './transfers.api.js';

/** Asks where a patient goes, from which day on, and who receives them; says by name what each centre will see and do, before it is done. */
@Component({
  selector: 'app-transfer-form',
  imports: [Button, DateBox, ErrorPanel, Field],
  templateUrl: './transfer-form.html',
  styleUrl: './transfer-form.scss',
})
export class TransferForm {
  private readonly api = inject(TransfersApi);

  readonly enrolment = input.required<EnrolmentView>();
  readonly made = output<TransferView>();
  readonly abandoned = output<void>();

  protected readonly centres = read(
    () => this.enrolment().centreId,
    () => this.api.centres(),
  );
  protected readonly others = computed(() => this.centres.value()?.items.filter(({ id }) => id !== this.enrolment().centreId) ?? []);
  protected readonly toCentreId = signal('');
  protected readonly toName = computed(() => this.others().find(({ id }) => id === this.toCentreId())?.name ?? '');
  protected readonly receivers = computed(() => this.prescribersOf(this.toCentreId()));
  protected readonly prescriberId = linkedSignal<string, string>({ source: this.toCentreId, computation: () => '' });
  protected readonly askedBy = signal<MakeTransfer['askedBy']>('from');
  protected readonly on = new TypedDay({ text: signal(dayForBox(todayInParis())) });
  protected readonly isTemporary = signal(false);
  protected readonly back = new TypedDay();
  protected readonly owners = computed(() => this.prescribersOf(this.enrolment().centreId));
  protected readonly returnPrescriberId = linkedSignal(() => {
    return this.owners().find(({ id }) => id === this.enrolment().prescriber.id)?.id ?? '';
  });

  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly centreError = computed(
    () =>
      this.problem()?.about('toCentreId') ??
      (this.insist() && !this.toCentreId() ? $localize`Choisissez le centre qui recevra le patient.` : null),
  );
  protected readonly prescriberError = computed(
    () =>
      this.problem()?.about('prescriberId') ??
      (this.insist() && !this.prescriberId() ? $localize`Choisissez qui recevra le patient.` : null),
  );
  protected readonly returnError = computed(
    () =>
      this.problem()?.about('returnPrescriberId') ??
      (this.insist() && !this.returnPrescriberId() ? $localize`Choisissez qui suivra de nouveau le patient.` : null),
  );
  protected readonly isSaid = computed(() =>
    ['toCentreId', 'effectiveOn', 'prescriberId', 'returnOn', 'returnPrescriberId'].some((path) => this.problem()?.about(path)),
  );
  /** Whether it waits for its day. */
  protected readonly isToCome = computed(() => (this.on.day() ?? '') > todayInParis());
  protected readonly day = computed(() => (this.on.day() ? dayInWords(this.on.day() ?? '') : ''));
  protected readonly backDay = computed(() => (this.isTemporary() && this.back.day() ? dayInWords(this.back.day() ?? '') : ''));
  private readonly wish = computed(() =>
    JSON.stringify([this.toCentreId(), this.prescriberId(), this.on.text(), this.back.text(), this.isTemporary(), this.askedBy()]),
  );
  private readonly key = linkedSignal({ source: this.wish, computation: () => newKey() });

  private readonly whole = computed(() => {
    const [toCentreId, prescriberId, effectiveOn] = [this.toCentreId(), this.prescriberId(), this.on.day()];
    if (!toCentreId || !prescriberId || !effectiveOn || this.on.problem()) return undefined;
    return { fromCentreId: this.enrolment().centreId, toCentreId, prescriberId, askedBy: this.askedBy(), effectiveOn };
  });
  /** Who gains and who loses what, by name, asked of the server before it is done. A refusal is told when one transfers. */
  protected readonly preview = read(
    () => this.whole(),
    (wish) => this.api.preview(this.enrolment().id, wish),
  );

  protected valueOf(event: Event): string {
    this.problem.set(undefined);
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }

  @OneAtATime()
  protected async make(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.insist.set(true);
    this.problem.set(undefined);
    const [effectiveOn, returnOn] = [this.on.day(), this.back.day()];
    const isWhole = this.toCentreId() && this.prescriberId() && effectiveOn && !this.on.problem();
    const isBack = !this.isTemporary() || (returnOn && !this.back.problem() && this.returnPrescriberId());
    if (!isWhole || !isBack) return this.toFirstError();
    this.busy.set(true);
    try {
      const { id, centreId } = this.enrolment();
      const wish = {
        fromCentreId: centreId,
        toCentreId: this.toCentreId(),
        prescriberId: this.prescriberId(),
        askedBy: this.askedBy(),
        effectiveOn,
        ...(this.isTemporary() && returnOn && { returnOn, returnPrescriberId: this.returnPrescriberId() }),
      };
      this.made.emit(await this.api.make(id, wish, this.key()));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      this.key.set(newKey());
      this.toFirstError();
    } finally {
      this.busy.set(false);
    }
  }

  private prescribersOf(centreId: string): readonly PersonRef[] {
    return this.centres.value()?.items.find(({ id }) => id === centreId)?.prescribers ?? [];
  }

  private toFirstError(): void {
    setTimeout(() => document.querySelector<HTMLElement>('app-transfer-form [aria-invalid=true]')?.focus());
  }
}
