import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { ChangeQuery, QueryDetail } from '#api-client';
import { Announcer, type ApiProblem, Button, dayTyped, ErrorPanel, Field, OneAtATime, read, Session, toApiProblem } from '#kernel/web';
import { QueriesApi } from './queries.api.js';

let count = 0;

/** Who follows a query, and until when an answer is hoped for. */
@Component({
  selector: 'app-query-care',
  imports: [Button, ErrorPanel, Field],
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
          <app-field
            [for]="id"
            i18n-label
            label="Réponse attendue le"
            i18n-hint
            hint="JJ/MM/AAAA&#8239;; vide, sans échéance."
            [error]="error()"
          >
            <div class="row due">
              <input
                class="input figures"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                [id]="id"
                [value]="typed()"
                [attr.aria-describedby]="id + '-help'"
                [attr.aria-invalid]="!!error() || null"
                (input)="write($event)"
              />
              <button appButton type="submit" [busy]="busy()" i18n>Enregistrer l’échéance</button>
            </div>
          </app-field>
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
    .due .input {
      flex: 0 1 130px;
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
  protected readonly typed = linkedSignal(() => this.query().dueOn?.split('-').reverse().join('/') ?? '');

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
  protected readonly error = computed(() =>
    this.insist() && this.typed().trim() && !dayTyped(this.typed())
      ? $localize`Écrivez la date en JJ/MM/AAAA, par exemple 30/06/2027.`
      : (this.problem()?.about('dueOn') ?? null),
  );

  protected write(event: Event): void {
    this.typed.set((event.target as HTMLInputElement).value);
  }

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
    const [typed, day] = [this.typed().trim(), dayTyped(this.typed())];
    this.insist.set(true);
    if (!typed || day) await this.change({ dueOn: day ?? null });
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
