import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, EmptyState } from '#kernel/web';

@Component({
  selector: 'app-not-found-page',
  imports: [EmptyState, Button, RouterLink],
  template: `
    <div class="page">
      <h1 class="visually-hidden" i18n>Page introuvable</h1>
      <app-empty-state
        icon="help"
        i18n-heading
        heading="Cette page n’existe pas"
        i18n-text
        text="L’adresse est peut-être incomplète. Rien n’a été perdu."
      >
        <a appButton="primary" routerLink="/" i18n>Revenir à l’accueil</a>
      </app-empty-state>
    </div>
  `,
})
export class NotFoundPage {}
