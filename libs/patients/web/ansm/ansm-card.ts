import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { AnsmAuthorisationView, EnrolmentView } from '#api-client';
import { LIMITS } from '#kernel/domain';
import { Announcer, type ApiProblem, Button, DayPipe, ErrorPanel, Field, LengthNote, OneAtATime, toApiProblem } from '#kernel/web';
import { PatientsApi } from '../patients.api.js';
import { AnsmFields } from './ansm-fields.js';
import { AnsmWish } from './ansm-wish.js';

/** On the file: the authorisations that ANSM gave for this patient, that of a renewal to come, and what was copied wrong (charter R6). */
@Component({
  selector: 'app-ansm-card',
  imports: [AnsmFields, Button, DayPipe, ErrorPanel, Field, LengthNote],
  templateUrl: './ansm-card.html',
  styles: `
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 4px 12px;
    }
  `,
})
export class AnsmCard {
  private readonly api = inject(PatientsApi);
  private readonly announcer = inject(Announcer);

  readonly enrolment = input.required<EnrolmentView>();
  readonly given = output<EnrolmentView>();
  readonly outdated = output<void>();

  protected readonly mayGive = computed(() => this.enrolment().abilities.includes('give-ansm-number'));
  /** What the form is open for: the number of a renewal, or the one to be corrected. */
  protected readonly about = linkedSignal<string, AnsmAuthorisationView | 'new' | undefined>({
    source: () => this.enrolment().id,
    computation: () => undefined,
  });
  protected readonly wish = linkedSignal({ source: this.about, computation: () => new AnsmWish() });
  protected readonly reason = signal('');
  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly most = LIMITS.shortReason.max;
  protected readonly correcting = computed(() => {
    const about = this.about();
    return about === 'new' ? undefined : about;
  });
  protected readonly reasonError = computed(() =>
    this.insist() && this.correcting() && this.reason().trim().length < LIMITS.shortReason.min
      ? $localize`Dites ce qui était mal recopié\u00a0: ${LIMITS.shortReason.min} caractères au moins.`
      : null,
  );

  protected open(about: AnsmAuthorisationView | 'new' | undefined): void {
    this.about.set(about);
    this.reason.set('');
    this.insist.set(false);
    this.problem.set(undefined);
  }

  @OneAtATime()
  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.insist.set(true);
    const given = this.wish().given();
    if (!given || this.reasonError()) {
      setTimeout(() => document.querySelector<HTMLElement>('app-ansm-card [aria-invalid=true]')?.focus());
      return;
    }
    const former = this.correcting();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const file = former
        ? await this.api.correctAnsm(this.enrolment(), { ...given, replaces: former.id, reason: this.reason() })
        : await this.api.giveAnsm(this.enrolment(), given);
      this.open(undefined);
      this.given.emit(file);
      this.announcer.say($localize`Numéro d’AAC enregistré.`);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
