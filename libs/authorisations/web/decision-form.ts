import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { AuthorisationView, LifeView, RecordDecision } from '#api-client';
import {
  authoritiesOf,
  AUTHORITY_WORDS,
  decisionKindsOf,
  DECISION_WORDS,
  DECISIONS,
  longestSuspension,
  longestTerm,
  type DecisionKind,
} from '#authorisations/domain';
import { addDays, calendarDate, capitalised, frenchDate, inFrenchOrder, LIMITS, type CalendarDate } from '#kernel/domain';
import {
  type ApiProblem,
  Button,
  DateBox,
  dayForBox,
  Dialogs,
  ErrorPanel,
  Field,
  LengthNote,
  OneAtATime,
  toApiProblem,
  TypedDay,
  todayInParis,
} from '#kernel/web';
import { AuthorisationsApi } from './authorisations.api.js';

/** Records a decision on an authorisation: which, from what day, whose, by which document; what it changes and what it does not is said before. */
@Component({
  selector: 'app-decision-form',
  imports: [Button, DateBox, ErrorPanel, Field, LengthNote],
  templateUrl: './decision-form.html',
  styleUrl: './decision-form.scss',
})
export class DecisionForm {
  private readonly api = inject(AuthorisationsApi);
  private readonly dialogs = inject(Dialogs);

  readonly authorisation = input.required<AuthorisationView>();
  readonly life = input.required<LifeView>();
  readonly recorded = output<LifeView>();
  readonly abandoned = output<void>();

  protected readonly kinds = computed(() =>
    decisionKindsOf(this.life().kind)
      .map((kind) => ({ kind, label: capitalised(DECISION_WORDS[kind].label) }))
      .sort((a, b) => inFrenchOrder(a.label, b.label)),
  );
  protected readonly kind = signal<DecisionKind | ''>('');
  protected readonly words = computed(() => {
    const kind = this.kind();
    return kind ? DECISION_WORDS[kind] : undefined;
  });
  protected readonly says = computed(() => {
    const kind = this.kind();
    return kind ? DECISIONS[kind].says : undefined;
  });
  protected readonly authorities = computed(() => {
    const kind = this.kind();
    return kind ? authoritiesOf(kind, this.life().kind).map((one) => ({ one, label: capitalised(AUTHORITY_WORDS[one]) })) : [];
  });
  protected readonly authority = linkedSignal(() => this.authorities()[0]?.one);

  /** A renewal follows the period that runs; anything else begins today unless it is said otherwise. */
  private readonly firstDay = computed<CalendarDate>(() =>
    this.kind() === 'renewed' ? addDays(calendarDate(this.authorisation().endsOn), 1) : todayInParis(),
  );
  protected readonly day = new TypedDay({ text: linkedSignal(() => frenchDate(this.firstDay())) });
  protected readonly decidedOn = new TypedDay({ text: signal(frenchDate(todayInParis())) });
  private readonly usualLast = computed(() => {
    const from = this.day.day() ?? this.firstDay();
    if (this.says() === 'term') return longestTerm(this.life().kind, from);
    return this.kind() === 'suspended' ? longestSuspension(this.life().kind, from) : undefined;
  });
  protected readonly last = new TypedDay({ text: linkedSignal(() => dayForBox(this.usualLast())) });
  protected readonly lastIsOptional = computed(() => this.says() === 'until' && this.usualLast() === undefined);

  protected readonly document = signal('');
  protected readonly most = LIMITS.documentReference.max;
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly kindError = computed(() => (this.insist() && !this.kind() ? $localize`Choisissez une décision.` : null));
  protected readonly documentError = computed(() =>
    this.insist() && !this.document().trim() ? $localize`Indiquez la référence du document, par exemple son numéro.` : null,
  );

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }

  protected choose(event: Event): void {
    this.kind.set(this.valueOf(event) as DecisionKind | '');
    this.problem.set(undefined);
  }

  @OneAtATime()
  protected async record(event: Event): Promise<void> {
    event.preventDefault();
    this.insist.set(true);
    const wish = this.wish();
    if (!wish) {
      setTimeout(() => document.querySelector<HTMLElement>('app-decision-form [aria-invalid=true]')?.focus());
      return;
    }
    const { label, changes, stays } = DECISION_WORDS[wish.kind];
    const confirmed = await this.dialogs.confirm({
      title: capitalised(label),
      consequence: $localize`À compter du ${frenchDate(calendarDate(wish.day))}. ${changes} Ce qui ne change pas\u00a0: ${stays}`,
      act: $localize`Enregistrer la décision`,
      danger: wish.kind === 'withdrawn',
    });
    if (!confirmed) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      this.recorded.emit(await this.api.recordDecision(this.authorisation().id, this.life().stateVersion, wish));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }

  /** Undefined while something is missing or cannot be read. */
  private wish(): RecordDecision | undefined {
    const [kind, day, decidedOn, last, says] = [this.kind(), this.day.day(), this.decidedOn.day(), this.last.day(), this.says()];
    const authority = this.authority();
    const document = this.document().trim();
    const isWrong = [this.day, this.decidedOn, ...(says ? [this.last] : [])].some((box) => box.problem());
    if (!kind || !day || !decidedOn || !authority || !document || isWrong || document.length > this.most) return undefined;
    if (says && !last && !this.lastIsOptional()) return undefined;
    return { kind, day, decidedOn, authority, document, ...(says && last && { [says]: last }) };
  }
}
