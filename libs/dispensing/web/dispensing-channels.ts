import { Component, inject, input } from '@angular/core';
import { Button, Icon, read, Unread } from '#kernel/web';
import { DispensingApi } from './dispensing.api.js';

/** Where adverse effects are declared by a pharmacist who dispenses, without access to any file (charter C9.3). */
@Component({
  selector: 'app-dispensing-channels',
  imports: [Button, Icon, Unread],
  template: `
    @if (channels.value(); as found) {
      @for (sentence of found.words; track sentence) {
        <p>{{ sentence }}</p>
      }
      @if (found.byPortal) {
        <p>
          <a appButton="primary" [href]="found.portal.url" target="_blank" rel="noopener">
            <app-icon name="send" /><span i18n>Ouvrir le portail national<span class="visually-hidden"> (nouvel onglet)</span></span>
          </a>
        </p>
      }
      <dl class="facts">
        @if (found.statement; as statement) {
          <dt i18n>Ce que dit le PUT</dt>
          <dd>{{ statement }}</dd>
        }
        <dt>{{ found.holderName }}</dt>
        <dd>
          @if (found.holder; as holder) {
            {{ holder.contactName }} · <a [href]="'mailto:' + holder.email">{{ holder.email }}</a>
            @if (holder.phone; as phone) {
              · <span class="nowrap">{{ phone }}</span>
            }
          } @else {
            <ng-container i18n>Aucune version du PUT n’est en vigueur&nbsp;: adressez-vous à sa pharmacovigilance.</ng-container>
          }
        </dd>
        @if (!found.byPortal) {
          <dt i18n>Portail national</dt>
          <dd>
            <a [href]="found.portal.url" target="_blank" rel="noopener"
              >{{ found.portal.label }}<span class="visually-hidden" i18n> (nouvel onglet)</span></a
            >
          </dd>
        }
      </dl>
    } @else {
      <app-unread [of]="channels" [lines]="4" />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: var(--s3);
    }
  `,
})
export class DispensingChannels {
  private readonly api = inject(DispensingApi);

  readonly authorisationId = input.required<string>();
  protected readonly channels = read(
    () => this.authorisationId(),
    (id) => this.api.channels(id),
  );
}
