import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BulkActView, BulkLineView } from '#api-client';
import { type ApiProblem, Button, ErrorPanel, OneAtATime, read, toApiProblem, Unread } from '#kernel/web';
import { BulkApi } from './bulk.api.js';
import { lineInWords } from './bulk-words.js';

/** Lines of an act on many that were not done, each with why. */
@Component({
  selector: 'app-bulk-lines',
  imports: [Button, ErrorPanel, RouterLink, Unread],
  template: `
    @if (first.value()) {
      <ul>
        @for (line of lines(); track line.seq) {
          <li>
            @if (line.enrolmentId && line.formId) {
              <a [routerLink]="['/dossiers', line.enrolmentId, 'fiches', line.formId]">{{ inWords(line) }}</a>
            } @else if (line.enrolmentId) {
              <a [routerLink]="['/dossiers', line.enrolmentId]">{{ inWords(line) }}</a>
            } @else {
              <strong>{{ inWords(line) }}</strong>
            }
            <ng-container i18n>&nbsp;: </ng-container>{{ line.message }}
          </li>
        }
      </ul>
      @if (problem(); as refused) {
        <app-error-panel [problem]="refused" (retry)="more()" />
      } @else if (next()) {
        <p><button appButton="quiet" type="button" [busy]="busy()" (click)="more()" i18n>Afficher la suite</button></p>
      }
    } @else {
      <app-unread [of]="first" [lines]="3" />
    }
  `,
  styles: `
    ul {
      max-height: 240px;
      overflow-y: auto;
    }
  `,
})
export class BulkLines {
  private readonly api = inject(BulkApi);

  readonly act = input.required<BulkActView>();
  readonly outcome = input.required<'refused' | 'failed'>();

  private readonly id = computed(() => this.act().id);
  protected readonly first = read(
    () => `${this.id()} ${this.outcome()} ${this.act()[this.outcome()]}`,
    () => this.api.lines(this.id(), this.outcome()),
  );
  protected readonly lines = linkedSignal<readonly BulkLineView[]>(() => this.first.value()?.items ?? []);
  protected readonly next = linkedSignal(() => this.first.value()?.next);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly inWords = lineInWords;

  @OneAtATime()
  protected async more(): Promise<void> {
    const cursor = this.next();
    if (!cursor || this.busy()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const page = await this.api.lines(this.id(), this.outcome(), cursor);
      this.lines.update((lines) => [...lines, ...page.items]);
      this.next.set(page.next);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
