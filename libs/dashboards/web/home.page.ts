import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { HomeTask } from '#api-client';
import { Button, EmptyState, Icon, type IconName, Live, PageHeader, read, Session, SincePipe, type Tone, Unread } from '#kernel/web';
import { DeskApi } from './desk.api.js';

/** What waits for this person, most urgent first, one click from doing it; then how many requests stand where. */
@Component({
  selector: 'app-home-page',
  imports: [RouterLink, Button, EmptyState, Icon, PageHeader, SincePipe, Unread],
  templateUrl: './home.page.html',
  styleUrl: './home.page.scss',
})
export class HomePage {
  private readonly api = inject(DeskApi);
  private readonly session = inject(Session);

  protected readonly home = read(
    () => true,
    (_, context) => this.api.home(context),
  );
  protected readonly greeting = computed(() => $localize`Bonjour ${this.session.person()?.givenName ?? ''}`.trim());
  protected readonly seesPatients = computed(() => this.session.role() !== 'administrateur');
  protected readonly hospital = computed(() => !!this.session.profile());
  protected readonly ofOneCentre = this.hospital;
  /** What is to be done; the numbers just given are only to be read, and stand apart. */
  protected readonly tasks = computed(() => this.home.value()?.tasks.filter(({ kind }) => kind !== 'new-number') ?? []);
  protected readonly numbers = computed(() => this.home.value()?.tasks.filter(({ kind }) => kind === 'new-number') ?? []);
  protected readonly whenEmpty = computed(() => WHEN_EMPTY[this.session.role() ?? ''] ?? WHEN_EMPTY_AT_HOSPITAL);

  constructor() {
    inject(Live).changes(
      () => true,
      () => this.home.readAgain(),
    );
  }

  protected look(task: HomeTask): { icon: IconName; tone: Tone } {
    return LOOKS[task.kind];
  }

  /** Where the task is done. */
  protected linkOf({ kind, enrolmentId, formId }: HomeTask): unknown[] {
    if (kind === 'unconfirmed-mail') return ['/envois'];
    if (kind === 'renew-designation') return ['/designations'];
    if (!enrolmentId) return ['/patients'];
    return formId && ON_THE_FORM.has(kind) ? ['/dossiers', enrolmentId, 'fiches', formId] : ['/dossiers', enrolmentId];
  }
}

const WHEN_EMPTY_AT_HOSPITAL = $localize`Vous verrez ici ce que vous avez à remplir, à signer ou à compléter.`;

/** What will stand there, for those who neither type nor sign. */
const WHEN_EMPTY: Readonly<Record<string, string>> = {
  exploitant: $localize`Vous verrez ici les demandes d’accès qui attendent votre avis.`,
  'data-manager': $localize`Aucun acte ne vous est demandé pour le moment. Les dossiers de vos autorisations sont dans Patients.`,
  gestionnaire: $localize`Vous verrez ici les e-mails dont l’arrivée n’est pas confirmée.`,
  administrateur: $localize`Votre compte administre l’installation\u00a0: il n’ouvre aucune donnée de patient.`,
};

const ON_THE_FORM = new Set<HomeTask['kind']>(['complete', 'sign-prescriber', 'sign-pharmacist', 'answer-more']);

const LOOKS: Readonly<Record<HomeTask['kind'], { icon: IconName; tone: Tone }>> = {
  complete: { icon: 'pen', tone: 'blue' },
  'sign-prescriber': { icon: 'sign', tone: 'amber' },
  'sign-pharmacist': { icon: 'sign', tone: 'amber' },
  'answer-more': { icon: 'help', tone: 'amber' },
  decide: { icon: 'scales', tone: 'amber' },
  'unconfirmed-mail': { icon: 'mail', tone: 'red' },
  'renew-designation': { icon: 'badge', tone: 'amber' },
  'new-number': { icon: 'done', tone: 'green' },
};
