import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { ChangeQuery, QueryDetail } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Button,
  DateBox,
  dayForBox,
  ErrorPanel,
  Field,
  OneAtATime,
  read,
  Session,
  toApiProblem,
  todayInParis,
  TypedDay,
} from '#kernel/web';
import { QueriesApi } from '../queries.api.js';

let count = 0;

/** Who follows a query, and until when an answer is hoped for. */
@Component({
  selector: 'app-query-care',
  imports: [Button, DateBox, ErrorPanel, Field],
  template: `
    <details (toggle)="isOpen.set(true)">
      <summary class="soft" i18n>Suivie par&nbsp;: {{ who() }}</summary>
      <div class="stack-small inside">
        @if (problem(); as refused) {
          <app-error-panel [problem]="refused" [canRetry]="false" />
        }
        <form (submit)="confide($event)">
          <app-field [for]="id + '-qui'" i18n-label label="Confiée à" [error]="problem()?.about('assigneeId') ?? null">
            <div class="row">
              <select class="select" [id]="id + '-qui'" (change)="pick($event)">
                <option value="" [selected]="!picked()" i18n>Personne</option>
                @for (one of people(); track one.id) {
                  <option [value]="one.id" [selected]="one.id === picked()">{{ one.name }}</option>
                }
              </select>
              <button appButton type="submit" [busy]="busy()" i18n>Confier</button>
              @if (!isMine()) {
                <button appButton="quiet" type="button" [busy]="busy()" (click)="change({ assigneeId: me() })" i18n>M’en charger</button>
              }
            </div>
          </app-field>
        </form>
        <form (submit)="setDue($event)">
          <app-date-box
            [of]="due"
            [for]="id"
            i18n-label
            label="Réponse attendue le"
            i18n-hint
            hint="Vide, sans échéance."
            [optional]="true"
            [insist]="insist()"
            [refusal]="problem()?.about('dueOn')"
          >
            <button appButton type="submit" [busy]="busy()" i18n>Enregistrer l’échéance</button>
          </app-date-box>
        </form>
      </div>
    </details>
  `,
  styles: `
    summary {
      min-height: 24px;
      cursor: pointer;
    }
    .inside {
      padding-top: 8px;
    }
    .row .select {
      flex: 1 1 160px;
      width: auto;
    }
  `,
})
export class QueryCare {
  private readonly api = inject(QueriesApi);
  private readonly announcer = inject(Announcer);
  private readonly session = inject(Session);

  readonly query = input.required<QueryDetail>();
  readonly changed = output<QueryDetail>();

  protected readonly id = `echeance-${++count}`;
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly insist = signal(false);
  protected readonly due = new TypedDay({
    text: linkedSignal(() => dayForBox(this.query().dueOn)),
    limits: () => ({ notBefore: todayInParis() }),
  });

  /** Whom one may ask, once one looks: those assigned this authorisation. */
  protected readonly isOpen = signal(false);
  private readonly followers = read(
    () => (this.isOpen() ? this.query().authorisationId : undefined),
    (authorisationId) => this.api.followers(authorisationId),
  );
  protected readonly people = computed(() => {
    const me = this.me();
    return (this.followers.value() ?? []).map(({ id, name }) => ({ id, name: id === me ? $localize`${name} (vous)` : name }));
  });
  protected readonly picked = linkedSignal(() => this.query().assigneeId ?? '');

  protected readonly me = computed(() => this.session.person()?.id ?? '');
  protected readonly isMine = computed(() => this.query().assigneeId === this.me());
  protected readonly who = computed(() => (this.isMine() ? $localize`vous` : (this.query().assigneeName ?? $localize`personne`)));
  protected pick(event: Event): void {
    this.picked.set((event.target as HTMLSelectElement).value);
  }

  @OneAtATime()
  protected async confide(event: Event): Promise<void> {
    event.preventDefault();
    await this.change({ assigneeId: this.picked() || null });
  }

  @OneAtATime()
  protected async setDue(event: Event): Promise<void> {
    event.preventDefault();
    this.insist.set(true);
    if (!this.due.problem()) await this.change({ dueOn: this.due.day() ?? null });
  }

  @OneAtATime()
  protected async change(change: ChangeQuery): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      this.changed.emit(await this.api.change(this.query(), change));
      this.announcer.say($localize`Suivi enregistré.`);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
