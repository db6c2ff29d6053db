import { Component } from '@angular/core';
import { tellTabs } from '#kernel/web';
import { Brand } from './brand.js';

/** The end of a sign-in made beside a locked page: tells that page, and closes. */
@Component({
  selector: 'app-signed-again-page',
  imports: [Brand],
  template: `
    <main class="door">
      <app-brand />
      <h1 i18n>Vous êtes de nouveau connecté</h1>
      <p class="read" i18n>Votre page vous attend dans l’autre onglet, telle que vous l’avez laissée. Vous pouvez fermer celui-ci.</p>
      <p><a href="/" i18n>Continuer plutôt ici</a></p>
    </main>
  `,
  styleUrl: './doors.scss',
})
export class SignedAgainPage {
  constructor() {
    tellTabs('signed-in');
    window.close();
  }
}
