import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuthorisationView } from '#api-client';
import { KIND_WORDS } from '#authorisations/domain';
import { Badge, DayPipe, Explained, Icon, Term } from '#kernel/web';
import { STATUSES } from './statuses.js';

/** All that an authorisation says to a professional: its contact cell, its PUT, where adverse effects go, what it opens (charter P6, C3.3). */
@Component({
  selector: 'app-authorisation-card',
  imports: [Badge, DayPipe, Explained, Icon, RouterLink, Term],
  templateUrl: './authorisation-card.html',
  styles: `
    .spread {
      margin-bottom: 12px;
    }
    a {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-height: 24px;
    }
    a app-icon {
      width: 16px;
      height: 16px;
    }
  `,
})
export class AuthorisationCard {
  readonly authorisation = input.required<AuthorisationView>();

  protected readonly status = computed(() => STATUSES[this.authorisation().status]);
  protected readonly kind = computed(() => KIND_WORDS[this.authorisation().kind]);
  protected readonly telephone = computed(() => this.authorisation().contact?.phone?.replace(/[^\d+]/g, ''));
}
