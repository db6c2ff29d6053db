import { Component, inject, input, output } from '@angular/core';
import { Announcer, Button, Icon, OneAtATime } from '#kernel/web';
import type { AnswerInWords } from './kept.js';

/** Answers that have no field to go into, in words: copied elsewhere or dropped, each by its author's own act. */
@Component({
  selector: 'app-kept-answers',
  imports: [Button, Icon],
  template: `
    <dl>
      @for (answer of answers(); track $index) {
        <div class="spread">
          <div>
            <dt class="small soft">{{ answer.label }}</dt>
            <dd>{{ answer.text }}</dd>
          </div>
          <span class="row">
            <button appButton="quiet" type="button" (click)="copy([answer])">
              <ng-container i18n>Copier</ng-container><span class="visually-hidden">&nbsp;: {{ answer.label }}</span>
            </button>
            @if (canDropOne()) {
              <button appButton="quiet" type="button" (click)="dropped.emit([answer.key])">
                <ng-container i18n>Abandonner</ng-container><span class="visually-hidden">&nbsp;: {{ answer.label }}</span>
              </button>
            }
          </span>
        </div>
      }
    </dl>
    <p class="row">
      @if (answers().length > 1) {
        <button appButton type="button" (click)="copy(answers())"><app-icon name="file" /><span i18n>Tout copier</span></button>
      }
      @if (!canDropOne() || answers().length > 1) {
        <button appButton="danger" type="button" (click)="dropAll()" i18n>Tout abandonner</button>
      }
    </p>
  `,
  styles: `
    dl {
      margin: 0 0 8px;
    }
    dl > div {
      gap: 4px 12px;
      padding: 4px 0;
      border-bottom: 1px solid var(--line);
    }
    dt {
      font-weight: var(--weight-normal);
    }
    dd {
      margin: 0;
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class KeptAnswers {
  private readonly announcer = inject(Announcer);

  readonly answers = input.required<readonly AnswerInWords[]>();
  readonly canDropOne = input(true);
  readonly dropped = output<readonly string[]>();

  @OneAtATime()
  protected async copy(answers: readonly AnswerInWords[]): Promise<void> {
    const text = answers.map(({ label, text }) => `${label}\u00a0: ${text}`).join('\n');
    try {
      await navigator.clipboard.writeText(text);
      this.announcer.say(answers.length === 1 ? $localize`Réponse copiée.` : $localize`${answers.length} réponses copiées.`);
    } catch {
      this.announcer.say($localize`Le navigateur n’a pas permis la copie\u00a0: sélectionnez le texte et copiez-le.`, 'amber');
    }
  }

  protected dropAll(): void {
    this.dropped.emit(this.answers().map(({ key }) => key));
  }
}
