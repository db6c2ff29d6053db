import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { EnrolmentView } from '#api-client';
import { Announcer, Button, Icon, newKey, OneAtATime, toApiProblem } from '#kernel/web';
import { findItem, type Form, type ProposalOutcome, type Protocol } from '#protocols/domain';
import { FormsWire } from '../wire.js';

interface Proposed {
  readonly code: string;
  readonly title: string;
  /** The one that is there already, of a form that is filled once. */
  readonly formId: string | undefined;
}

/** The forms that answers of this section call for (« Cette réponse appelle une fiche EI »): one click opens it, nothing opens by itself. */
@Component({
  selector: 'app-proposal-list',
  imports: [Button, Icon, RouterLink],
  template: `
    @for (each of shown(); track each.code) {
      <div class="notice tone-blue" role="note">
        <app-icon name="file" />
        <div class="spread grow">
          <p i18n>Cette réponse appelle une fiche «&nbsp;{{ each.title }}&nbsp;».</p>
          @if (each.formId; as id) {
            <a appButton [routerLink]="['/dossiers', enrolment().id, 'fiches', id]" i18n>Continuer la fiche</a>
          } @else {
            <button appButton type="button" [busy]="busy()" (click)="open(each)" i18n>Ouvrir la fiche</button>
          }
        </div>
      </div>
    }
  `,
  styles: `
    .notice {
      margin-top: 12px;
    }
    :is(a, button) {
      scroll-margin: 140px 0 calc(var(--bar) + var(--acts, 84px) + 16px);
    }
    .grow {
      flex: 1;
      align-items: center;
    }
  `,
})
export class ProposalList {
  private readonly wire = inject(FormsWire);
  private readonly router = inject(Router);
  private readonly announcer = inject(Announcer);

  readonly proposed = input.required<readonly ProposalOutcome[]>();
  /** The form whose answers these are. */
  readonly rules = input.required<Form>();
  readonly section = input.required<string>();
  readonly protocol = input.required<Protocol>();
  readonly enrolment = input.required<EnrolmentView>();
  readonly mayOpen = input(false);

  protected readonly busy = signal(false);
  private readonly keys = new Map<string, string>();

  /** Once for each form, however many answers call for it; only once there is a number, since no form opens before. */
  protected readonly shown = computed((): readonly Proposed[] => {
    const { state, forms } = this.enrolment();
    if (!this.mayOpen() || state !== 'granted') return [];
    const here = this.proposed().filter(({ items }) => findItem(this.rules(), items[0] ?? '')?.section.code === this.section());
    return [...new Set(here.map(({ form }) => form))].map((code) => {
      const rules = this.protocol().forms.find((each) => each.code === code);
      const standing = rules?.occurs === 'once' ? forms.find((form) => form.code === code)?.id : undefined;
      return { code, title: rules?.title ?? code, formId: standing };
    });
  });

  @OneAtATime()
  protected async open({ code, title }: Proposed): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    // The same wish keeps its key, so that asking twice opens one form.
    const key = this.keys.get(code) ?? newKey();
    this.keys.set(code, key);
    try {
      const { id } = await this.wire.open(this.enrolment().id, code, key);
      this.keys.delete(code);
      this.announcer.say($localize`«\u00a0${title}\u00a0» est ouverte.`);
      await this.router.navigate(['/dossiers', this.enrolment().id, 'fiches', id]);
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      this.announcer.say([problem.title, problem.detail].filter(Boolean).join(' '), 'red');
    } finally {
      this.busy.set(false);
    }
  }
}
