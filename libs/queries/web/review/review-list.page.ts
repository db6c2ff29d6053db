import { reviewTitle } from '#forms/web';
import { titledAt } from '#kernel/domain';
import { Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { AuthorisationsApi } from '#authorisations/web';
import type { ReviewFormRow, StartBulkAct } from '#api-client';
import {
  type ApiProblem,
  Badge,
  Button,
  EmptyState,
  ErrorPanel,
  Icon,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { type Left, shareOf } from '../bulk/bulk-share.js';
import { BulkStarter } from '../bulk/bulk-starter.js';
import { BulkWork } from '../bulk/bulk-work.js';
import { QueriesApi, type ReviewFormsAsked } from '../queries.api.js';
import { Worklist } from '../desk/worklist.js';

type Work = NonNullable<ReviewFormsAsked['state']>;
type Row = ReviewFormRow & { readonly id: string };

const WORK: Readonly<Record<Work, string>> = {
  'to-read': $localize`Pas encore relues`,
  stale: $localize`Changées depuis la relecture`,
  'to-verify': $localize`À vérifier`,
  'to-lock': $localize`À verrouiller`,
  locked: $localize`Verrouillées`,
};

/** Finished forms that wait for a data manager, by state, authorisation, centre and form; marked and locked many at once. */
@Component({
  selector: 'app-review-list-page',
  imports: [Badge, BulkWork, Button, EmptyState, ErrorPanel, Icon, PageHeader, Refused, RouterLink, Unread],
  templateUrl: './review-list.page.html',
  styleUrl: './review.page.scss',
})
export class ReviewListPage {
  private readonly api = inject(QueriesApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);
  private readonly starter = inject(BulkStarter);
  private readonly router = inject(Router);
  private readonly address = toSignal(inject(ActivatedRoute).queryParams, { requireSync: true });
  private readonly bulk = viewChild(BulkWork);

  protected readonly up = { label: $localize`Queries`, link: '/queries' };
  protected readonly title = reviewTitle;
  protected readonly states = Object.entries(WORK) as [Work, string][];
  protected readonly authorisations = read(
    () => true,
    () => this.authorisationsApi.list(),
  );
  protected readonly centres = read(
    () => true,
    () => this.api.centres(),
  );
  protected readonly state = computed((): Work => this.states.find(([state]) => state === this.address()['etat'])?.[0] ?? 'to-read');
  protected readonly authorisation = computed(() =>
    this.authorisations.value()?.items.find(({ id }) => id === this.address()['autorisation']),
  );
  protected readonly protocol = read(
    () => this.authorisation()?.protocolVersionId,
    (id) => this.api.protocol(id),
  );
  protected readonly centreId = computed(() => this.address()['centre'] as string | undefined);
  protected readonly formCode = computed(() => this.address()['fiche'] as string | undefined);
  private readonly asked = computed(
    (): ReviewFormsAsked => {
      const [authorisation, centreId, formCode] = [this.address()['autorisation'], this.centreId(), this.formCode()];
      return {
        state: this.state(),
        ...(authorisation && { authorisationId: authorisation }),
        ...(centreId && { centreId }),
        ...(formCode && { formCode }),
      };
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  protected readonly first = read(
    () => this.asked(),
    (asked, context) => this.api.reviewForms(asked, undefined, context),
  );
  protected readonly work = new Worklist<Row>();
  protected readonly next = signal<string | undefined>(undefined);
  protected readonly busy = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);
  protected readonly count = computed(() => {
    const [{ length }, total] = [this.work.selected(), this.first.value()?.total ?? 0];
    if (length) return length === 1 ? $localize`1 sélectionnée` : $localize`${length} sélectionnées`;
    return total < 2 ? $localize`${total} fiche` : $localize`${total.toLocaleString('fr')} fiches`;
  });
  private readonly toLock = computed(() => shareOf(this.work.selected(), whyNotLocked));
  protected readonly lockable = computed(() => this.toLock().touched);
  /** How many of those that are selected it would lock, unless all. */
  protected readonly lockWords = computed(() => {
    const [{ length }, all] = [this.lockable(), this.work.selected().length];
    return length < all ? $localize`Verrouiller (${length})…` : $localize`Verrouiller…`;
  });

  constructor() {
    effect(() => {
      const page = this.first.value();
      if (page) untracked(() => this.lay(page.items.map(withId), page.next));
    });
  }

  protected choose(name: 'etat' | 'autorisation' | 'centre' | 'fiche', value: string): void {
    const queryParams = { [name]: value || null, ...(name === 'autorisation' && { fiche: null }) };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }

  protected isChecked(event: Event): boolean {
    return (event.target as HTMLInputElement).checked;
  }

  protected patientInWords({ registrationNumber, letters }: Row): string {
    return registrationNumber ?? letters ?? $localize`Sans numéro`;
  }

  protected selectInWords(row: Row): string {
    return $localize`Sélectionner\u00a0: ${titledAt(row.title, row.place)}, ${this.patientInWords(row)}`;
  }

  /** All that the filter gives, page after page. */
  @OneAtATime()
  protected async selectEvery(): Promise<void> {
    for (let before = ''; this.next() && this.next() !== before;) {
      before = this.next() ?? '';
      await this.showMore();
    }
    this.work.selectAll(true);
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const [cursor, asked] = [this.next(), this.asked()];
    if (!cursor || this.busy()) return;
    this.busy.set(true);
    this.moreProblem.set(undefined);
    try {
      const more = await this.api.reviewForms(asked, cursor);
      if (asked !== this.asked()) return;
      this.work.show([...this.work.rows(), ...more.items.map(withId)]);
      this.next.set(more.next);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }

  /** The content that is shown is what is marked: a form that changed since is told, and left. */
  @OneAtATime()
  protected async mark(act: 'mark-read' | 'mark-verified'): Promise<void> {
    const rows = this.work.selected().map(({ id, contentVersion }) => ({ id, version: contentVersion }));
    await this.begin(() => this.starter.send({ act, rows }));
  }

  @OneAtATime()
  protected async lock(): Promise<void> {
    const chosen = this.lockable();
    const rows: StartBulkAct['rows'] = chosen.map(({ id, stateVersion }) => ({ id, version: stateVersion }));
    const asked = chosen.filter(({ openQueries }) => openQueries > 0).length;
    const words = asked === 1 ? $localize`1 porte des queries en cours.` : $localize`${asked} portent des queries en cours.`;
    const consequence = $localize`Plus personne ne pourra y écrire tant que leur verrou n’est pas levé. Chaque centre en est informé dans son message du jour, avec ce même motif dans chaque fiche.`;
    const question = {
      title: $localize`Verrouiller ${rows.length}:count: fiches\u202f?`,
      left: this.toLock().leftInWords,
      consequence: [consequence, ...(asked ? [words] : [])].join(' '),
      act: $localize`Verrouiller`,
      text: { label: $localize`Pourquoi les verrouiller\u202f?`, least: 5 },
      ...(asked && { choice: $localize`Verrouiller aussi celles qui portent des queries en cours` }),
    };
    await this.begin(() => this.starter.start('lock', question, { rows }));
  }

  private async begin(start: () => ReturnType<BulkStarter['send']>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      const act = await start();
      if (!act) return;
      this.bulk()?.add(act);
      this.work.selectAll(false);
    } finally {
      this.busy.set(false);
    }
  }

  private lay(rows: readonly Row[], next: string | undefined): void {
    this.work.show(rows);
    this.next.set(next);
  }
}

const WHY_NOT_LOCKED: Readonly<Record<NonNullable<ReviewFormRow['whyNotLock']> | 'not-yours', Left>> = {
  locked: { one: $localize`déjà verrouillée`, many: $localize`déjà verrouillées` },
  undecided: { one: $localize`FAT dont l’avis n’est pas rendu`, many: $localize`FAT dont l’avis n’est pas rendu` },
  typed: { one: $localize`dont la saisie n’est pas terminée`, many: $localize`dont la saisie n’est pas terminée` },
  'not-yours': { one: $localize`hors de vos droits`, many: $localize`hors de vos droits` },
};

function whyNotLocked({ abilities, whyNotLock }: Row): Left | undefined {
  return abilities.includes('lock') ? undefined : WHY_NOT_LOCKED[whyNotLock ?? 'not-yours'];
}

function withId(row: ReviewFormRow): Row {
  return { ...row, id: row.formId };
}
