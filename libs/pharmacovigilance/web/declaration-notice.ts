import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { OpenForm } from '#forms/web';
import { ofName } from '#kernel/domain';
import { Announcer, Button, dayInWords, Icon, Live, newKey, OneAtATime, read, timeInWords, toApiProblem } from '#kernel/web';
import { CasesApi } from './cases.api.js';
import { FORM_ACTS } from '#forms/domain';
import { isDeclaration } from '#protocols/domain';

/**
 * Above the form of a declaration, for the centre: nothing is declared yet, or it was received, on that day at that hour, without waiting for
 * the form to be complete.
 */
@Component({
  selector: 'app-declaration-notice',
  imports: [Button, Icon, RouterLink],
  template: `
    @if (state.value(); as known) {
      @if (received(); as words) {
        <div [class]="'notice tone-' + (isTold() ? 'green' : 'amber')" role="status">
          <app-icon [name]="isTold() ? 'done' : 'alert'" />
          <div class="spread grow">
            <p>{{ words }}</p>
            <div class="row">
              @if (known.caseId; as id) {
                <a appButton="quiet" [routerLink]="['/pharmacovigilance', id]" i18n>Suivre la déclaration</a>
              }
              @if (known.canDeclare && isComplete()) {
                <button appButton type="button" [busy]="busy()" (click)="complete()" i18n>Compléter la déclaration</button>
              }
            </div>
          </div>
        </div>
      } @else if (mayWrite()) {
        <p class="notice tone-blue">
          <app-icon name="info" />
          @if (known.holderIsTold) {
            <span i18n
              >Dès la première réponse enregistrée, la déclaration est reçue et la pharmacovigilance {{ ofName(known.holderName) }} est
              prévenue&nbsp;: n’attendez pas d’avoir tout rempli.</span
            >
          } @else {
            <span i18n
              >Dès la première réponse enregistrée, la déclaration est reçue et le délai court. Personne n’a de compte actif à la
              pharmacovigilance {{ ofName(known.holderName) }}&nbsp;: le gestionnaire en sera averti, prévenez-la aussi par un autre
              moyen.</span
            >
          }
        </p>
      }
    }
  `,
  styles: `
    .grow {
      flex: 1;
    }
  `,
})
export class DeclarationNotice {
  private readonly api = inject(CasesApi);
  private readonly announcer = inject(Announcer);
  private readonly open = inject(OpenForm);
  private readonly router = inject(Router);

  /** Only a declaration has anything to say here. */
  private readonly form = computed(() => {
    const form = this.open.form();
    return isDeclaration(form?.kind) ? form : undefined;
  });
  protected readonly state = read(
    () => this.form()?.id,
    (id, context) => this.api.state(id, context),
  );
  protected readonly mayWrite = computed(() => this.form()?.abilities.includes('write') ?? false);
  protected readonly isComplete = computed(() => this.form()?.state === 'complete');
  protected readonly busy = signal(false);
  protected readonly ofName = ofName;
  private readonly key = newKey();

  protected readonly received = computed(() => {
    const { receivedAt, acknowledgedAt, transmittedOn, version = 1 } = this.state.value() ?? {};
    if (!receivedAt) return undefined;
    const [day, time] = [dayInWords(receivedAt), timeInWords(receivedAt)];
    const what = version === 1 ? $localize`Déclaration` : $localize`Déclaration complémentaire n°\u00a0${version - 1}`;
    if (transmittedOn)
      return $localize`${what} reçue le ${day} à ${time}\u00a0: la pharmacovigilance de l’exploitant l’a transmise le ${dayInWords(transmittedOn)}.`;
    return acknowledgedAt
      ? $localize`${what} reçue le ${day} à ${time}\u00a0: la pharmacovigilance de l’exploitant l’a prise en charge le ${dayInWords(acknowledgedAt)}.`
      : this.isTold()
        ? $localize`${what} reçue le ${day} à ${time}\u00a0: la pharmacovigilance de l’exploitant est prévenue.`
        : $localize`${what} reçue le ${day} à ${time}. Personne n’a encore pu être prévenu chez l’exploitant, qui n’a aucun compte actif\u00a0: le gestionnaire en est averti, prévenez aussi l’exploitant par un autre moyen.`;
  });
  /** Whether anyone at the holder's is: what is said to the centre is so. */
  protected readonly isTold = computed(() => {
    const { holderIsTold, acknowledgedAt } = this.state.value() ?? {};
    return holderIsTold === true || acknowledgedAt !== undefined;
  });

  constructor() {
    effect(() => {
      this.open.version();
      untracked(() => !this.received() && this.state.readAgain());
    });
    inject(Live).changes(
      ({ enrolmentId, formId, action }) =>
        enrolmentId === this.form()?.enrolmentId && !(action === FORM_ACTS.withdrawn.name && formId === this.form()?.id),
      () => this.state.readAgain(),
    );
  }

  @OneAtATime()
  protected async complete(): Promise<void> {
    const [id, file] = [this.state.value()?.caseId, this.form()?.enrolmentId];
    if (!id || !file || this.busy()) return;
    this.busy.set(true);
    try {
      const formId = await this.api.complete(id, this.key);
      await this.router.navigate(['/dossiers', file, 'fiches', formId]);
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      this.announcer.say([problem.title, problem.detail].filter(Boolean).join(' '), 'red');
    } finally {
      this.busy.set(false);
    }
  }
}
