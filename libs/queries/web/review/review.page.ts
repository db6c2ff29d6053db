import { Component, computed, effect, inject, linkedSignal, signal, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { AuthorisationsApi } from '#authorisations/web';
import type { QueryTarget, ReviewRow } from '#api-client';
import { Review } from '#forms/web';
import {
  Announcer,
  type ApiProblem,
  Button,
  CsvLink,
  EmptyState,
  ErrorPanel,
  Live,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { askQuestion } from '../bulk/bulk-questions.js';
import { BulkStarter } from '../bulk/bulk-starter.js';
import { BulkWork } from '../bulk/bulk-work.js';
import { QueriesApi } from '../queries.api.js';
import { questionsOf } from '../query/questions.js';
import { cellKey, type Mark, ValueGrid } from './value-grid.js';

/** Questions shown when none is chosen, and at most. */
const AT_FIRST = 5;
const AT_MOST = 30;

/** Values of one form across patients, for anyone who reviews them: read side by side, doubted many at once, marked form by form. */
@Component({
  selector: 'app-review-page',
  imports: [BulkWork, Button, CsvLink, EmptyState, ErrorPanel, PageHeader, Refused, Unread, ValueGrid],
  templateUrl: './review.page.html',
  styleUrl: './review.page.scss',
})
export class ReviewPage {
  private readonly api = inject(QueriesApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);
  private readonly review = inject(Review);
  private readonly starter = inject(BulkStarter);
  private readonly announcer = inject(Announcer);
  private readonly router = inject(Router);
  private readonly address = toSignal(inject(ActivatedRoute).queryParams, { requireSync: true });

  protected readonly authorisations = read(
    () => true,
    () => this.authorisationsApi.list(),
  );
  protected readonly readable = computed(() => this.authorisations.value()?.items ?? []);
  protected readonly authorisation = computed(
    () => this.readable().find(({ id }) => id === this.address()['autorisation']) ?? this.readable()[0],
  );
  protected readonly protocol = read(
    () => this.authorisation()?.protocolVersionId,
    (id) => this.api.protocol(id),
  );
  protected readonly forms = computed(() => this.protocol.value()?.forms ?? []);
  protected readonly form = computed(() => this.forms().find(({ code }) => code === this.address()['fiche']) ?? this.forms()[0]);
  protected readonly questions = computed(() => {
    const form = this.form();
    return form ? questionsOf(form) : [];
  });
  protected readonly repeated = computed(() => new Set(this.questions().flatMap(({ code, isRepeated }) => (isRepeated ? [code] : []))));
  protected readonly items = computed((): readonly string[] => {
    const known = this.questions().map(({ code }) => code);
    const asked = (this.address()['questions'] as string | undefined)?.split(',').filter((code) => known.includes(code)) ?? [];
    return (asked.length ? asked : known.slice(0, AT_FIRST)).slice(0, AT_MOST);
  });

  private readonly asked = computed(
    () => {
      const [authorisation, form, items] = [this.authorisation(), this.form(), this.items()];
      return authorisation && form && items.length ? { authorisationId: authorisation.id, formCode: form.code, items } : undefined;
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  protected readonly first = read(
    () => this.asked(),
    ({ authorisationId, formCode, items }, context) => this.api.values(authorisationId, formCode, items, undefined, context),
  );
  /** The whole table that is shown, as a file. */
  protected readonly csv = computed(() => {
    const asked = this.asked();
    const query = asked && new URLSearchParams({ ...asked, items: asked.items.join(',') });
    return query && `/api/v1/review/values.csv?${query}`;
  });
  protected readonly rows = linkedSignal<readonly ReviewRow[]>(() => this.first.value()?.rows ?? []);
  protected readonly next = linkedSignal(() => this.first.value()?.next);
  protected readonly loadingMore = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);

  protected readonly chosen = linkedSignal<unknown, ReadonlySet<string>>({ source: this.asked, computation: () => new Set() });
  protected readonly none: ReadonlySet<string> = new Set();
  protected readonly up = { label: $localize`Queries`, link: '/queries' };
  protected readonly busy = signal(false);
  protected readonly chosenInWords = computed(() => {
    const { size } = this.chosen();
    return size === 1 ? $localize`1 valeur choisie` : $localize`${size} valeurs choisies`;
  });

  private readonly bulk = viewChild(BulkWork);

  constructor() {
    // Pages asked for after the first are not read again by themselves.
    inject(Live).changes(
      ({ enrolmentId }) => this.rows().some((row) => row.enrolmentId === enrolmentId),
      () => this.rows().length === this.first.value()?.rows.length && this.first.readAgain(),
    );
    effect(() => {
      const told = this.chosen().size;
      untracked(() => told && this.announcer.whisper(this.chosenInWords()));
    });
  }

  protected choose(name: 'autorisation' | 'fiche', event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.go({ [name]: value, questions: null, ...(name === 'autorisation' && { fiche: null }) });
  }

  protected toggle(code: string): void {
    const items = this.items();
    const now = items.includes(code) ? items.filter((each) => each !== code) : [...items, code];
    const inOrder = this.questions().flatMap((question) => (now.includes(question.code) ? [question.code] : []));
    if (inOrder.length && inOrder.length <= AT_MOST) this.go({ questions: inOrder.join(',') });
    else this.announcer.say($localize`Choisissez de 1 à ${AT_MOST} questions.`, 'amber');
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const [asked, cursor] = [this.asked(), this.next()];
    if (!asked || !cursor || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const more = await this.api.values(asked.authorisationId, asked.formCode, asked.items, cursor);
      if (asked !== this.asked()) return;
      this.rows.update((rows) => [...rows, ...more.rows]);
      this.next.set(more.next);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }

  @OneAtATime()
  protected async mark({ row, mark, isSet }: { readonly row: ReviewRow; readonly mark: Mark; readonly isSet: boolean }): Promise<void> {
    const form = await this.review.mark({ id: row.formId, contentVersion: row.contentVersion }, mark, isSet);
    if (form) this.put({ ...row, review: form.review, contentVersion: form.contentVersion });
  }

  @OneAtATime()
  protected async lock(row: ReviewRow): Promise<void> {
    const patient = row.registrationNumber ?? row.letters ?? $localize`patient sans numéro`;
    const what = [patient, row.place, row.centreName].filter(Boolean).join(', ');
    const form = row.locked ? await this.review.unlock(row.formId, what) : await this.review.lock(row.formId, what);
    if (form)
      this.put({
        ...row,
        locked: form.lock !== undefined,
        abilities: form.abilities.filter((each) => each === 'lock' || each === 'unlock'),
      });
  }

  /** One question on every chosen value. */
  @OneAtATime()
  protected async ask(): Promise<void> {
    const targets = this.targets();
    const title = $localize`Poser une question sur ${targets.length}:count: valeurs\u202f?`;
    const consequence = $localize`La même question est posée sur chaque valeur choisie. Chaque centre voit celles de ses patients.`;
    const locked = new Set(targets.flatMap(({ formId }) => (this.rows().find((row) => row.formId === formId)?.locked ? [formId] : [])))
      .size;
    if (this.busy()) return;
    this.busy.set(true);
    const act = await this.starter.start('ask', askQuestion(title, consequence, locked), { targets });
    this.busy.set(false);
    if (!act) return;
    this.bulk()?.add(act);
    this.chosen.set(new Set());
  }

  private targets(): QueryTarget[] {
    return this.rows().flatMap((row) =>
      this.items()
        .filter((item) => this.chosen().has(cellKey(row, item)))
        .map((item) => ({ enrolmentId: row.enrolmentId, formId: row.formId, item })),
    );
  }

  private put(row: ReviewRow): void {
    this.rows.update((rows) => rows.map((each) => (each.formId === row.formId ? row : each)));
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
