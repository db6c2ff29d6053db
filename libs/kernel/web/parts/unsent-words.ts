import { Component, inject, input, output } from '@angular/core';
import { Announcer } from '../dialogs/announcer.js';
import { OneAtATime } from '../one-at-a-time.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

/** What was typed and can no longer be sent: why (projected), and the words themselves, to copy. It stays until the person puts it away. */
@Component({
  selector: 'app-unsent-words',
  imports: [Button, Icon],
  template: `
    <div class="notice tone-amber" role="alert">
      <app-icon name="alert" />
      <div class="stack-small grow">
        <ng-content />
        @if (text().trim()) {
          <p class="small soft" i18n>Ce que vous aviez écrit, et qui n’est pas envoyé&nbsp;:</p>
          <blockquote>{{ text().trim() }}</blockquote>
        }
        <p class="row">
          @if (text().trim()) {
            <button appButton type="button" (click)="copy()" i18n>Copier</button>
          }
          <button appButton="quiet" type="button" (click)="dropped.emit()" i18n>Effacer</button>
        </p>
      </div>
    </div>
  `,
  styles: `
    .grow {
      flex: 1;
      min-width: 0;
    }
    blockquote {
      margin: 0;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class UnsentWords {
  private readonly announcer = inject(Announcer);

  readonly text = input.required<string>();
  readonly dropped = output();

  @OneAtATime()
  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text().trim());
      this.announcer.say($localize`Texte copié.`);
    } catch {
      this.announcer.say($localize`Le navigateur n’a pas laissé copier\u00a0: sélectionnez le texte, puis Ctrl+C.`, 'amber');
    }
  }
}
