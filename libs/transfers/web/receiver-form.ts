import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { TransferView } from '#api-client';
import { type ApiProblem, Button, dayInWords, ErrorPanel, Field, OneAtATime, read, toApiProblem, todayInParis } from '#kernel/web';
import { TransfersApi } from './transfers.api.js';

/** Asks who receives the patient of a transfer to come, and says when the patient then goes. */
@Component({
  selector: 'app-receiver-form',
  imports: [Button, ErrorPanel, Field],
  templateUrl: './receiver-form.html',
})
export class ReceiverForm {
  private readonly api = inject(TransfersApi);

  readonly transfer = input.required<TransferView>();
  readonly named = output<TransferView>();
  readonly abandoned = output<void>();

  protected readonly centres = read(
    () => this.transfer().toCentreId,
    () => this.api.centres(),
  );
  /** Who prescribes there, save whom the transfer names already. */
  protected readonly receivers = computed(
    () =>
      this.centres
        .value()
        ?.items.find(({ id }) => id === this.transfer().toCentreId)
        ?.prescribers.filter(({ id }) => id !== this.transfer().prescriber.id) ?? [],
  );
  protected readonly prescriberId = signal('');
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly error = computed(
    () =>
      this.problem()?.about('prescriberId') ??
      (this.insist() && !this.prescriberId() ? $localize`Choisissez qui recevra le patient.` : null),
  );
  /** Whether its day has come: the patient goes as soon as someone receives them. */
  protected readonly isDue = computed(() => this.transfer().effectiveOn <= todayInParis());
  protected readonly day = computed(() => dayInWords(this.transfer().effectiveOn));
  protected readonly boxId = computed(() => `receiver-${this.transfer().id}`);

  protected choose(event: Event): void {
    this.problem.set(undefined);
    this.prescriberId.set((event.target as HTMLSelectElement).value);
  }

  @OneAtATime()
  protected async name(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.insist.set(true);
    this.problem.set(undefined);
    if (!this.prescriberId()) return this.toBox();
    this.busy.set(true);
    try {
      this.named.emit(await this.api.nameReceiver(this.transfer(), this.prescriberId()));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      this.toBox();
    } finally {
      this.busy.set(false);
    }
  }

  private toBox(): void {
    setTimeout(() => document.getElementById(this.boxId())?.focus());
  }
}
