import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EnrolmentSummary, EnrolmentView } from '#api-client';
import { Badge, Icon } from '#kernel/web';
import { StateBadge } from '../state-badge.js';
import { identityInWords, lettersOf } from '../states.js';

/** Whose file this is: never scrolls away. The same on the file, its forms and the signing page. */
@Component({
  selector: 'app-patient-banner',
  imports: [RouterLink, Badge, Icon, StateBadge],
  templateUrl: './patient-banner.html',
  styleUrl: './patient-banner.scss',
})
export class PatientBanner {
  readonly enrolment = input.required<EnrolmentSummary & Partial<Pick<EnrolmentView, 'forms'>>>();
  /** The way up: to the list on the file, to the file elsewhere. */
  readonly up = input<'list' | 'file'>('file');

  protected readonly letters = computed(() => lettersOf(this.enrolment().patient));
  protected readonly who = computed(() => identityInWords(this.enrolment().patient));
  /** Anyone who opens a form of this patient sees first that the treatment is over. */
  protected readonly isStopped = computed(() =>
    this.enrolment().forms?.some(({ kind, state }) => kind === 'ARRET' && state === 'complete'),
  );
  protected readonly link = computed(() => (this.up() === 'list' ? ['/patients'] : ['/dossiers', this.enrolment().id]));
}
