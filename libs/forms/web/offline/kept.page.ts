import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, Dialogs, EmptyState, instantInWords, KEPT_DAYS, OneAtATime, PageHeader } from '#kernel/web';
import { KeptAnswers } from './kept-answers.js';
import { countOf } from './kept.js';
import { Outbox, type Left, type Waits } from './outbox.js';

/** Why it is not sent, of one answer and of several. */
const WHY: Readonly<Record<Waits, readonly [one: string, several: string]>> = {
  network: [$localize`Elle sera envoyée dès que le serveur répondra.`, $localize`Elles seront envoyées dès que le serveur répondra.`],
  decision: [$localize`Elle attend votre choix\u00a0: ouvrez la fiche.`, $localize`Elles attendent votre choix\u00a0: ouvrez la fiche.`],
  shut: [
    $localize`La fiche a été retirée ou ne peut plus être modifiée, ou vous n’y avez plus accès\u00a0: copiez ce qui doit être gardé.`,
    $localize`La fiche a été retirée ou ne peut plus être modifiée, ou vous n’y avez plus accès\u00a0: copiez ce qui doit être gardé.`,
  ],
};

/** `/reponses-gardees`: what this device keeps for the person who is signed in, why it is not sent, and what they may do. */
@Component({
  selector: 'app-kept-page',
  imports: [Button, EmptyState, KeptAnswers, PageHeader, RouterLink],
  template: `
    <div class="page stack">
      <app-page-header i18n-heading heading="Réponses gardées sur ce poste" />
      <p class="soft" i18n>
        Saisies sans que le serveur les reçoive, elles sont gardées ici, chiffrées, {{ days }} jours au plus. Vous seul pouvez les lire.
      </p>
      @for (left of outbox.left(); track left.id) {
        <section class="card stack-small" [attr.aria-labelledby]="'gardee-' + left.id">
          <div class="spread">
            <h2 [id]="'gardee-' + left.id">{{ left.title }}</h2>
            <a appButton [routerLink]="['/dossiers', left.enrolmentId, 'fiches', left.formId]" i18n>Ouvrir la fiche</a>
          </div>
          <p>{{ since(left) }} {{ why(left) }}</p>
          <app-kept-answers [answers]="allOf(left)" [canDropOne]="false" (dropped)="drop(left)" />
        </section>
      } @empty {
        <app-empty-state i18n-heading heading="Rien n’attend sur ce poste" i18n-text text="Tout ce que vous y avez saisi est enregistré." />
      }
    </div>
  `,
})
export class KeptPage {
  private readonly dialogs = inject(Dialogs);
  protected readonly outbox = inject(Outbox);

  protected readonly days = KEPT_DAYS;

  constructor() {
    void this.outbox.look();
  }

  protected since(left: Left): string {
    const at = instantInWords(new Date(left.keptAt).toISOString());
    return countOf(left) === 1 ? $localize`Saisie le ${at}.` : $localize`Saisies le ${at}.`;
  }

  protected why(left: Left): string {
    const [one, several] = WHY[left.waits];
    return countOf(left) === 1 ? one : several;
  }

  protected allOf({ words, aside }: Left) {
    return [...words, ...aside];
  }

  @OneAtATime()
  protected async drop(left: Left): Promise<void> {
    const sure = await this.dialogs.confirm({
      title: $localize`Abandonner ces réponses\u202f?`,
      consequence: $localize`Elles n’ont pas été enregistrées et ne pourront pas être retrouvées.`,
      act: $localize`Abandonner`,
      danger: true,
    });
    if (sure) await this.outbox.drop(left.id);
  }
}
