import { Component, computed, effect, inject, output, signal, untracked } from '@angular/core';
import type { BulkActView } from '#api-client';
import { Announcer, Button, Icon, instantInWords, OneAtATime, passive, read, toApiProblem } from '#kernel/web';
import { BulkApi } from './bulk.api.js';
import { BulkLines } from './bulk-lines.js';
import { BulkStarter } from './bulk-starter.js';
import { bulkInWords, progressInWords } from './bulk-words.js';

/** How often an act that runs is looked at again. */
const LOOK_AGAIN_MS = 1000;

/** Acts on many that this person started: how far they are, what became of them. They go on and stay, whatever becomes of the page. */
@Component({
  selector: 'app-bulk-work',
  imports: [BulkLines, Button, Icon],
  template: `
    @for (act of shown(); track act.id) {
      <section class="notice" [class]="toneOf(act)" [attr.aria-label]="title(act)">
        <app-icon [name]="isAtWork(act) ? 'clock' : act.done === act.total ? 'done' : 'alert'" />
        <div class="stack-small grow">
          <p role="status">
            <strong>{{ title(act) }}</strong>
            @if (act.isEnding) {
              <span i18n>&ngsp;– arrêt en cours</span>
            } @else if (act.state === 'stopped') {
              <span i18n>&ngsp;– arrêtée</span>
            }
            <ng-container i18n>&nbsp;: </ng-container>{{ progress(act) }}.
          </p>
          @if (isAtWork(act)) {
            <progress [max]="act.total" [value]="act.total - act.left" [attr.aria-label]="title(act)"></progress>
          }
          @for (outcome of outcomes; track outcome) {
            @if (!isAtWork(act) && act[outcome]) {
              <app-bulk-lines [act]="act" [outcome]="outcome" />
            }
          }
          <div class="row">
            @if (act.abilities.includes('stop')) {
              <button appButton type="button" [busy]="busy()" (click)="do(act, 'stop')" i18n>Arrêter</button>
              <span class="soft small" i18n>Vous pouvez quitter cette page&nbsp;: le travail continue.</span>
            }
            @if (act.abilities.includes('resume')) {
              <button appButton="primary" type="button" [busy]="busy()" (click)="do(act, 'resume')" i18n>Reprendre</button>
              <span class="soft small" i18n>Ce qui a été fait ne sera pas fait deux fois.</span>
            }
          </div>
        </div>
        @if (act.abilities.includes('put-away')) {
          <button appButton="quiet" type="button" [busy]="busy()" (click)="do(act, 'put-away')" i18n>Fermer</button>
        }
      </section>
    }
    @if (former().length) {
      <details>
        <summary class="soft" i18n>Actes en nombre récents ({{ former().length }})</summary>
        <ul class="stack-small">
          @for (act of former(); track act.id) {
            <li>
              <span class="figures nowrap">{{ when(act) }}</span>, {{ title(act) }}<ng-container i18n>&nbsp;: </ng-container
              >{{ progress(act) }}.
              <button appButton="quiet" type="button" (click)="again(act)" i18n>Voir</button>
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    :host:empty {
      display: none;
    }
    .grow {
      flex: 1;
      min-width: 0;
    }
    .notice > button {
      align-self: flex-start;
    }
    progress {
      width: 100%;
    }
    summary {
      min-height: 24px;
      cursor: pointer;
    }
  `,
})
export class BulkWork {
  private readonly api = inject(BulkApi);
  private readonly announcer = inject(Announcer);

  /** An act came to its end: what it changed is to be read again. */
  readonly settled = output<void>();

  private readonly list = read(
    () => true,
    (_always, context) => this.api.recent(context),
  );
  private readonly acts = computed(() => this.list.value() ?? []);
  /** Put away, and looked at once more. */
  private readonly again_ = signal<ReadonlySet<string>>(new Set());
  protected readonly shown = computed(() => this.acts().filter(({ id, isPutAway }) => !isPutAway || this.again_().has(id)));
  protected readonly former = computed(() => this.acts().filter(({ id, isPutAway }) => isPutAway && !this.again_().has(id)));
  private readonly running = computed(() => this.acts().flatMap((act) => (isAtWork(act) ? [act.id] : [])));
  private readonly isRunning = computed(() => this.running().length > 0);
  private isLooking = false;
  protected readonly busy = signal(false);
  protected readonly outcomes = ['refused', 'failed'] as const;

  protected readonly isAtWork = isAtWork;
  protected readonly title = bulkInWords;
  protected readonly progress = progressInWords;
  protected readonly when = ({ createdAt }: BulkActView) => instantInWords(createdAt);

  constructor() {
    let before: readonly string[] = [];
    effect(() => {
      const [acts, now] = [this.acts(), this.running()];
      const over = before.filter((id) => !now.includes(id));
      before = now;
      if (over.length) untracked(() => this.tell(acts.filter(({ id }) => over.includes(id))));
    });
    // Goes on whatever one look comes to, for as long as anything runs.
    effect((onCleanup) => {
      if (!this.isRunning()) return;
      const timer = setInterval(() => void this.lookAgain(), LOOK_AGAIN_MS);
      onCleanup(() => clearInterval(timer));
    });
    // An act that is not known to have started may have: then it is shown.
    const { failed } = inject(BulkStarter);
    effect(() => {
      if (failed() > 0) untracked(() => this.list.readAgain());
    });
  }

  /** An act that was just started: it is shown at once. */
  add(act: BulkActView): void {
    this.list.set([act, ...this.acts().filter(({ id }) => id !== act.id)]);
  }

  protected toneOf(act: BulkActView): string {
    if (isAtWork(act)) return 'tone-blue';
    return act.done === act.total ? 'tone-green' : 'tone-amber';
  }

  protected again({ id }: BulkActView): void {
    this.again_.update((ids) => new Set([...ids, id]));
  }

  @OneAtATime()
  protected async do(act: BulkActView, what: BulkActView['abilities'][number]): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      const after = await this.api.act(act, what);
      this.list.set(this.acts().map((each) => (each.id === after.id ? after : each)));
    } catch (thrown) {
      const { title, detail } = toApiProblem(thrown);
      this.announcer.say([title, detail].filter(Boolean).join(' '), 'red');
    } finally {
      this.busy.set(false);
    }
  }

  /** Looks at what runs, one look at a time; a passing failure changes nothing. */
  private async lookAgain(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const now = await Promise.all(this.running().map((id) => this.api.one(id, passive())));
      this.list.set(this.acts().map((act) => now.find(({ id }) => id === act.id) ?? act));
    } catch (thrown) {
      if (toApiProblem(thrown).refused) this.list.reload();
    } finally {
      this.isLooking = false;
    }
  }

  private tell(acts: readonly BulkActView[]): void {
    for (const act of acts) this.announcer.whisper(`${bulkInWords(act)}\u00a0: ${progressInWords(act)}.`);
    this.settled.emit();
  }
}

/** Its counts change still: it runs, or was stopped and ends what it had begun. */
function isAtWork({ state, isEnding }: BulkActView): boolean {
  return state === 'running' || isEnding;
}
