import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { Button } from '#kernel/web';

/** The keys of the desk, each with what it does. */
@Component({
  selector: 'app-keys-help',
  imports: [Button],
  template: `
    <div class="stack">
      <h2 id="keys-title" i18n>Au clavier</h2>
      <dl>
        @for (line of lines; track line.does) {
          <dt>
            @for (key of line.keys; track key) {
              <kbd>{{ key }}</kbd>
            }
          </dt>
          <dd>{{ line.does }}</dd>
        }
      </dl>
      <p class="soft small" i18n>
        Dans un champ de texte, ces touches écrivent. Ctrl+Entrée envoie ce qui est écrit&#8239;; Échap revient à la liste.
      </p>
      <p class="row"><button appButton="primary" type="button" (click)="dialog.close()" i18n>Fermer</button></p>
    </div>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: 6px 16px;
    }
    kbd {
      display: inline-block;
      min-width: 26px;
      padding: 1px 6px;
      border: 1px solid var(--line-strong);
      border-radius: 4px;
      background: var(--ground);
      font: inherit;
      text-align: center;
    }
    kbd + kbd {
      margin-inline-start: 4px;
    }
  `,
})
export class KeysHelp {
  protected readonly dialog = inject(DialogRef);

  protected readonly lines: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
    { keys: ['j', '↓'], does: $localize`query suivante dans la liste` },
    { keys: ['k', '↑'], does: $localize`query précédente` },
    { keys: [$localize`Entrée`], does: $localize`l’ouvrir à côté` },
    { keys: ['n'], does: $localize`ouvrir la suivante` },
    { keys: ['a'], does: $localize`répondre` },
    { keys: ['c'], does: $localize`clore` },
    { keys: ['r'], does: $localize`rouvrir` },
    { keys: ['x'], does: $localize`sélectionner, ou ne plus sélectionner` },
    { keys: ['?'], does: $localize`afficher ces touches` },
  ];
}
