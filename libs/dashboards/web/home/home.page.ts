import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { HomeGroup } from '#api-client';
import { COUNT_WORDS, FOLLOWED_LISTS, requestsIn } from '#dashboards/domain';
import {
  type ApiProblem,
  Button,
  EmptyState,
  ErrorPanel,
  Icon,
  Live,
  OneAtATime,
  PageHeader,
  read,
  Session,
  SincePipe,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { DashboardApi } from '../dashboard.api.js';
import { DeskApi } from '../desk.api.js';
import { groupsOf } from './home-tasks.js';
import { TaskList } from './task-list.js';

/** Tasks of each kind that the home reads at first, that it adds when one asks for more, and that it holds at most. */
const [FIRST, STEP, MOST] = [30, 100, 1000];

/** What waits for this person, most urgent first, one click from doing it; then how many requests stand where. */
@Component({
  selector: 'app-home-page',
  imports: [RouterLink, Button, EmptyState, ErrorPanel, Icon, PageHeader, SincePipe, TaskList, Unread],
  templateUrl: './home.page.html',
  styleUrl: './home.page.scss',
})
export class HomePage {
  private readonly api = inject(DeskApi);
  private readonly dashboards = inject(DashboardApi);
  private readonly session = inject(Session);

  /** How many tasks of each kind are read. */
  private each = FIRST;

  protected readonly home = read(
    () => true,
    (_, context) => this.api.home(this.each, context),
  );
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);
  protected readonly loadingMore = signal(false);
  protected readonly greeting = computed(() => $localize`Bonjour ${this.session.person()?.givenName ?? ''}`.trim());
  protected readonly seesPatients = computed(() => this.session.role() !== 'administrateur');
  protected readonly hospital = computed(() => !!this.session.profile());
  protected readonly ofOneCentre = this.hospital;
  /** What is to be done; the numbers just given are only to be read, and stand apart. */
  protected readonly groups = computed(() => groupsOf(this.home.value() ?? { groups: [], tasks: [], totals: [] }));
  protected readonly numbers = computed(() => this.home.value()?.tasks.filter(({ kind }) => kind === 'new-number') ?? []);
  /** Who follows several centres does little of this by themselves: they are told how much there is, late first (charter C7.1). */
  protected readonly followUp = read(
    () => (this.hospital() || !this.seesPatients() ? undefined : true),
    (_, context) => this.dashboards.summary({}, context),
  );
  protected readonly followed = computed(() =>
    FOLLOWED.filter(({ of }) => this.followUp.value()?.counts.includes(of)).map((one) => ({
      ...one,
      count: this.followUp.value()?.rows.reduce((sum, row) => sum + row[one.of], 0) ?? 0,
    })),
  );
  protected readonly requestsIn = requestsIn;
  protected readonly whenEmpty = computed(() => WHEN_EMPTY[this.session.role() ?? ''] ?? WHEN_EMPTY_AT_HOSPITAL);

  constructor() {
    inject(Live).changes(
      () => true,
      () => {
        this.home.readAgain();
        this.followUp.readAgain();
      },
    );
  }

  /** Reads more of each kind, as far as the server gives them. */
  @OneAtATime()
  protected async more(): Promise<void> {
    if (this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      this.home.set(await this.api.home(Math.min(this.each + STEP, MOST)));
      this.each = Math.min(this.each + STEP, MOST);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** To a group, past those above it. */
  protected jump({ kinds }: HomeGroup): void {
    const heading = document.getElementById(`taches-${kinds[0]}`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  }
}

/** What the operator's side looks at first, and where it stands by authorisation and centre. */
const FOLLOWED = [
  { of: 'late', label: COUNT_WORDS.late, list: FOLLOWED_LISTS.late },
  { of: 'dueIn30Days', label: COUNT_WORDS.dueIn30Days, list: FOLLOWED_LISTS.dueIn30Days },
  { of: 'openQueries', label: COUNT_WORDS.openQueries, list: FOLLOWED_LISTS.openQueries },
  { of: 'fatsToSign', label: COUNT_WORDS.fatsToSign, list: FOLLOWED_LISTS.fatsToSign },
] as const;

const WHEN_EMPTY_AT_HOSPITAL = $localize`Vous verrez ici ce que vous avez à remplir, à signer ou à compléter.`;

/** What will stand there, for those who neither type nor sign. */
const WHEN_EMPTY: Readonly<Record<string, string>> = {
  exploitant: $localize`Vous verrez ici les demandes d’accès qui attendent votre avis.`,
  'data-manager': $localize`Aucun acte ne vous est demandé pour le moment. Les dossiers de vos autorisations sont dans Patients.`,
  gestionnaire: $localize`Vous verrez ici les e-mails dont l’arrivée n’est pas confirmée.`,
  administrateur: $localize`Votre compte administre l’installation\u00a0: il n’ouvre aucune donnée de patient.`,
};
