import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EnrolmentView, FormSummary } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  DayPipe,
  Dialogs,
  ErrorPanel,
  Icon,
  InstantPipe,
  Live,
  OneAtATime,
  read,
  Refused,
  Skeleton,
  SlotOutlet,
  toApiProblem,
} from '#kernel/web';
import { FILE_DECISION, FILE_NOTICES, FILE_PANELS } from '../capability/slots.js';
import { FormPdf } from './form-pdf.js';
import { PatientBanner } from './patient-banner.js';
import { PatientsApi } from '../patients.api.js';
import { RequestProgress } from './request-progress.js';
import { asksOpinion, awaitsInWords } from '#patients/domain';
import { isOpeningKind } from '#protocols/domain';
import { isOver, stateOf } from '../states.js';
import { AnsmCard } from '../ansm/ansm-card.js';
import { Timeline } from './timeline.js';
import { VisitCalendar } from './visit-calendar.js';

/** The file of a patient under one authorisation: where the request stands, its forms, what happened, and what one may do. */
@Component({
  selector: 'app-file-page',
  imports: [
    AnsmCard,
    RouterLink,
    Refused,
    Badge,
    Button,
    DayPipe,
    ErrorPanel,
    FormPdf,
    Icon,
    InstantPipe,
    PatientBanner,
    RequestProgress,
    Skeleton,
    SlotOutlet,
    Timeline,
    VisitCalendar,
  ],
  templateUrl: './file.page.html',
  styleUrl: './file.page.scss',
})
export class FilePage {
  private readonly api = inject(PatientsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  readonly id = input.required<string>();
  protected readonly notices = FILE_NOTICES;
  protected readonly panels = FILE_PANELS;
  protected readonly decision = FILE_DECISION;
  /** What this page does with what the holder's opinion says. */
  protected readonly onDecision = {
    decided: (after: EnrolmentView) => this.file.set(after),
    begun: (isBegun: boolean) => this.opinionBegun.set(isBegun),
    outdated: () => this.file.readAgain(),
  };

  protected readonly file = read(
    () => this.id(),
    (id, context) => this.api.file(id, context),
  );
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly stateOf = stateOf;
  protected readonly asksOpinion = asksOpinion;
  protected readonly isOver = isOver;
  /** The form that the request is: the first act is to fill or sign it. */
  protected readonly accessForm = computed(() => this.file.value()?.forms.find(({ kind }) => isOpeningKind(kind)));

  /** An opinion that was begun stays on the page when a colleague gives theirs: it says so, and gives back what was typed. */
  protected readonly opinionBegun = linkedSignal({ source: this.id, computation: () => false });

  constructor() {
    inject(Live).changes(
      ({ enrolmentId }) => enrolmentId === this.id(),
      () => this.file.readAgain(),
    );
  }

  /** Once there is a number the calendar holds the forms of the follow-up, and this table the one of the request. */
  protected forms({ forms, state }: EnrolmentView): readonly FormSummary[] {
    return state === 'granted' ? forms.filter(({ kind }) => isOpeningKind(kind)) : forms;
  }

  protected waiting(file: EnrolmentView): string {
    const { meaning } = stateOf(file);
    if (file.state === 'more-asked') return meaning;
    const words = awaitsInWords(file.awaits);
    if (!words) return meaning;
    return asksOpinion(file.ground) ? $localize`La demande ${words}.` : $localize`L’inclusion ${words}.`;
  }

  /** What this person is expected to do on the form now, or only to read it. */
  protected formAct(file: EnrolmentView, form: FormSummary): { label: string; primary: boolean } {
    const mine = (who: 'prescriber' | 'pharmacist') => file.awaits.includes(who) && file.abilities.includes(`sign-${who}`);
    if (isOpeningKind(form.kind) && (mine('prescriber') || mine('pharmacist')))
      return { label: $localize`Relire et signer`, primary: true };
    const writing = file.abilities.includes('write') && (file.awaits.includes('entry') || form.state === 'in-progress');
    return writing ? { label: $localize`Continuer la saisie`, primary: true } : { label: $localize`Ouvrir`, primary: false };
  }

  @OneAtATime()
  protected async cancel(file: EnrolmentView): Promise<void> {
    const ofOpinion = asksOpinion(file.ground);
    const act = ofOpinion ? $localize`Annuler la demande` : $localize`Annuler l’inclusion`;
    const confirmed = await this.dialogs.confirm({
      title: act,
      consequence: !ofOpinion
        ? $localize`Le patient ne sera pas inclus. Le dossier reste lisible, ainsi que son journal, et ne peut pas être repris.`
        : file.firstSentAt
          ? $localize`L’exploitant ne donnera pas d’avis sur cette demande. Elle reste lisible, ainsi que son journal, et ne peut pas être reprise.`
          : $localize`La demande ne sera pas envoyée à l’exploitant. Elle reste lisible, ainsi que son journal, et ne peut pas être reprise.`,
      act,
      danger: true,
      reason: { label: $localize`Motif`, hint: $localize`Il est écrit au journal du dossier. N’y mettez ni nom ni date de naissance.` },
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      this.file.set(await this.api.cancel(file, confirmed.reason));
      this.announcer.say(ofOpinion ? $localize`Demande annulée.` : $localize`Inclusion annulée.`);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  protected again(): void {
    this.problem.set(undefined);
    this.file.reload();
  }
}
