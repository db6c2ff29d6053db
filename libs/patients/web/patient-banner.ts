import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EnrolmentSummary } from '#api-client';
import { Icon } from '#kernel/web';
import { StateBadge } from './state-badge.js';
import { identityInWords, lettersOf } from './states.js';

/** Whose file this is: never scrolls away. The same on the file, its forms and the signing page. */
@Component({
  selector: 'app-patient-banner',
  imports: [RouterLink, Icon, StateBadge],
  templateUrl: './patient-banner.html',
  styleUrl: './patient-banner.scss',
})
export class PatientBanner {
  readonly enrolment = input.required<EnrolmentSummary>();
  /** The way up: to the list on the file, to the file elsewhere. */
  readonly up = input<'list' | 'file'>('file');

  protected readonly letters = computed(() => lettersOf(this.enrolment().patient));
  protected readonly who = computed(() => identityInWords(this.enrolment().patient));
  protected readonly link = computed(() => (this.up() === 'list' ? ['/patients'] : ['/dossiers', this.enrolment().id]));
}
