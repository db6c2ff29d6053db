import { Component, computed, effect, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import type { Decide, EnrolmentView } from '#api-client';
import { LIMITS, tooLong } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Button,
  ErrorPanel,
  Icon,
  instantInWords,
  OneAtATime,
  ReasonField,
  toApiProblem,
  Unsent,
  UnsentWords,
} from '#kernel/web';
import { STATES } from '#patients/web';
import { FormsWire } from '../wire.js';

type Decision = Decide['decision'];

/** What is not favourable says why. */
const WITH_REASON: readonly Decision[] = ['more', 'unfavourable'];

/** What ends the wait for an opinion. */
const ENDS = new Set(['request.granted', 'request.refused', 'request.more-asked', 'request.cancelled']);

/** The holder's opinion on a request (charter P1): favourable gives the number; the others say why. */
@Component({
  selector: 'app-decision-panel',
  imports: [Button, ErrorPanel, Icon, ReasonField, UnsentWords],
  template: `
    @if (isOver()) {
      @if (chosen()) {
        <app-unsent-words [text]="needsReason() ? reason() : ''" (dropped)="drop()">
          <p><strong i18n>Votre avis n’est pas rendu.</strong>&ngsp;{{ meanwhile() }}</p>
          <p i18n>Vous aviez choisi&nbsp;: {{ act().toLowerCase() }}.</p>
        </app-unsent-words>
      }
    } @else {
      <form class="stack" (submit)="decide($event)">
        @if (problem(); as failure) {
          <app-error-panel [problem]="failure" [canRetry]="false" />
        }
        <fieldset class="stack-small">
          <legend><strong i18n>Quel est votre avis sur cette demande&#8239;?</strong></legend>
          @for (choice of choices; track choice.decision) {
            <label class="choice">
              <input
                type="radio"
                name="decision"
                [value]="choice.decision"
                [checked]="chosen() === choice.decision"
                (change)="choose(choice.decision)"
              />
              <span>
                <strong>{{ choice.label }}</strong>
                <br /><span class="soft">{{ choice.then }}</span>
              </span>
            </label>
          }
        </fieldset>
        @if (needsReason()) {
          <app-reason-field [label]="reasonLabel()" [hint]="hint" [insist]="insist()" [value]="reason()" (valueChange)="write($event)" />
        }
        @if (insist() && !chosen()) {
          <p class="wrong" role="alert"><app-icon name="alert" /><span i18n>Choisissez un avis.</span></p>
        }
        @if (isAsking()) {
          <p class="notice tone-amber" role="alert">
            <app-icon name="alert" /><span>{{ consequence() }}</span>
          </p>
          <p class="row">
            <button appButton="primary" type="submit" [busy]="busy()">{{ confirmation() }}</button>
            <button appButton type="button" (click)="asked.set(undefined)" i18n>Ne rien changer</button>
          </p>
        } @else {
          <p>
            <button appButton="primary" type="submit">{{ act() }}</button>
          </p>
        }
      </form>
    }
  `,
  styles: `
    .wrong {
      display: flex;
      gap: 6px;
      color: var(--red);
      font-weight: var(--weight-strong);
    }
    legend {
      margin-bottom: 8px;
    }
  `,
})
export class DecisionPanel {
  private readonly wire = inject(FormsWire);
  private readonly announcer = inject(Announcer);
  private readonly unsent = inject(Unsent);

  readonly enrolment = input.required<EnrolmentView>();
  readonly decided = output<EnrolmentView>();
  /** Whether an opinion was begun: what holds it stays on the page, even when nobody is asked for it any more. */
  readonly begun = output<boolean>();
  /** What is shown is not how things stand. */
  readonly outdated = output();

  protected readonly hint = $localize`Le centre lira ces mots. N’y écrivez rien qui identifie le patient.`;
  protected readonly choices: readonly { readonly decision: Decision; readonly label: string; readonly then: string }[] = [
    { decision: 'favourable', label: $localize`Favorable`, then: $localize`Le patient reçoit son numéro d’enregistrement aussitôt.` },
    {
      decision: 'more',
      label: STATES['more-asked'].label,
      then: $localize`La fiche est rendue au centre, qui la complète et la renvoie.`,
    },
    {
      decision: 'unfavourable',
      label: $localize`Défavorable`,
      then: $localize`La demande s’arrête. Le centre pourra en faire une nouvelle.`,
    },
  ];

  private readonly of = computed(() => this.enrolment().id);
  /** One was begun already when words for it wait: this panel was closed meanwhile. */
  protected readonly chosen = linkedSignal<string, Decision | undefined>({
    source: this.of,
    computation: () => untracked(() => this.begunWith()),
  });
  protected readonly reason = computed(() => this.unsent.draftOf(this.draft(this.chosen())));
  protected readonly insist = linkedSignal({ source: this.of, computation: () => false });
  protected readonly busy = signal(false);
  protected readonly problem = linkedSignal<string, ApiProblem | undefined>({ source: this.of, computation: () => undefined });

  /** A colleague gave theirs, or the centre gave up, while this one was being written. */
  protected readonly isOver = computed(() => !this.enrolment().abilities.includes('decide'));
  /** Who did what meanwhile. */
  protected readonly meanwhile = computed(() => {
    const [last] = this.enrolment()
      .timeline.filter(({ action }) => ENDS.has(action))
      .sort((one, other) => other.seq - one.seq);
    return last
      ? $localize`${last.text}, par ${last.actorName}, ${instantInWords(last.at)}.`
      : $localize`Cette demande n’attend plus d’avis.`;
  });

  protected readonly needsReason = computed(() => WITH_REASON.some((each) => each === this.chosen()));
  protected readonly reasonLabel = computed(() =>
    this.chosen() === 'more' ? $localize`Que manque-t-il pour donner un avis\u202f?` : $localize`Motif de l’avis défavorable`,
  );
  protected readonly act = computed(() => {
    switch (this.chosen()) {
      case 'favourable':
        return $localize`Donner l’avis favorable`;
      case 'more':
        return $localize`Demander un complément`;
      case 'unfavourable':
        return $localize`Rendre l’avis défavorable`;
      default:
        return $localize`Rendre l’avis`;
    }
  });

  /** The opinion whose consequence is shown, before it is given. */
  protected readonly asked = linkedSignal<string, Decision | undefined>({ source: this.of, computation: () => undefined });
  protected readonly isAsking = computed(() => this.asked() !== undefined && this.asked() === this.chosen());
  protected readonly confirmation = computed(() => $localize`Confirmer\u00a0: ${this.act().toLowerCase()}`);
  protected readonly consequence = computed(() => {
    const { centreName, medicine } = this.enrolment();
    switch (this.asked()) {
      case 'favourable':
        return $localize`Le patient reçoit son numéro d’enregistrement aussitôt, pour ${medicine}. Ceux qui, à ${centreName}, ont accès au dossier sont prévenus par e-mail. Cet avis ne se reprend pas.`;
      case 'more':
        return $localize`La fiche est rendue à ${centreName} avec vos mots. Si ce que couvre une signature change, le centre signe de nouveau avant de la renvoyer.`;
      default:
        return $localize`La demande s’arrête et ${centreName} lit votre motif. Cet avis ne se reprend pas.`;
    }
  });

  constructor() {
    effect(() => this.begun.emit(this.chosen() !== undefined));
  }

  /** The words are the same, whichever opinion they are for. */
  protected choose(decision: Decision): void {
    const before = this.begunWith();
    this.chosen.set(decision);
    if (!before || !this.needsReason()) return;
    const words = this.unsent.draftOf(this.draft(before));
    this.unsent.write(this.draft(before), '');
    this.write(words);
  }

  protected write(words: string): void {
    this.unsent.write(this.draft(this.chosen()), words);
  }

  /** Where the words of an opinion wait while nothing shows them. */
  private draft(decision: Decision | undefined): string {
    return `opinion ${this.of()} ${decision ?? ''}`;
  }

  private begunWith(): Decision | undefined {
    return WITH_REASON.find((decision) => this.unsent.draftOf(this.draft(decision)) !== '');
  }

  protected drop(): void {
    for (const decision of WITH_REASON) this.unsent.write(this.draft(decision), '');
    this.chosen.set(undefined);
  }

  @OneAtATime()
  protected async decide(event: Event): Promise<void> {
    event.preventDefault();
    const [decision, reason] = [this.chosen(), this.reason().trim()];
    if (!decision || (this.needsReason() && (reason.length < LIMITS.reason.min || tooLong(reason, LIMITS.reason.max))))
      return this.insist.set(true);
    if (this.busy()) return;
    // The first click says what follows; the second does it.
    if (!this.isAsking()) return this.asked.set(decision);
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const enrolment = await this.wire.decide(this.enrolment(), { decision, ...(this.needsReason() && { reason }) });
      this.announcer.say(
        enrolment.registrationNumber
          ? $localize`Avis favorable donné. Numéro d’enregistrement\u00a0: ${enrolment.registrationNumber}`
          : $localize`Votre avis est rendu, le centre est prévenu.`,
      );
      this.drop();
      this.decided.emit(enrolment);
    } catch (thrown) {
      const problem = toApiProblem(thrown);
      this.problem.set(problem);
      if (!problem.passing) this.outdated.emit();
    } finally {
      this.busy.set(false);
    }
  }
}
