import type { HttpContext } from '@angular/common/http';
import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { MatrixView } from '#api-client';
import {
  Announcer,
  type ApiProblem,
  Button,
  CsvLink,
  Dialogs,
  EmptyState,
  ErrorPanel,
  Icon,
  Live,
  OneAtATime,
  read,
  Refused,
  Session,
  Skeleton,
  toApiProblem,
} from '#kernel/web';
import { FILTERS, type Head, type Line, matrixOf, type Spot } from './cells.js';
import { DashboardApi, type MatrixState, type Scope } from '../dashboard.api.js';
import { DashboardDesk } from '../dashboard-desk.js';
import { DashboardHead } from '../dashboard-head.js';
import { MatrixGrid } from './matrix-grid.js';

type Asked = Scope & { authorisationId: string; state?: MatrixState };

/** Patients × forms of one authorisation: what is late, due, begun, done, to come, each against its day (charter C7.2, C7.3). */
@Component({
  selector: 'app-matrix-page',
  imports: [Button, CsvLink, DashboardHead, EmptyState, ErrorPanel, Icon, MatrixGrid, Refused, Skeleton],
  providers: [DashboardDesk],
  templateUrl: './matrix.page.html',
  styleUrl: './matrix.page.scss',
})
export class MatrixPage {
  private readonly api = inject(DashboardApi);
  private readonly announcer = inject(Announcer);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly desk = inject(DashboardDesk);

  readonly autorisation = input<string>();
  readonly centre = input<string>();
  readonly etat = input<string>();

  protected readonly filters = [...FILTERS];
  protected readonly state = computed(() => [...FILTERS.keys()].find((state) => state === this.etat()));
  protected readonly asked = computed((): Asked | undefined => {
    const [authorisationId, { centreId }, state] = [this.desk.authorisationId(), this.desk.scope(), this.state()];
    return authorisationId ? { authorisationId, ...(centreId && { centreId }), ...(state && { state }) } : undefined;
  });
  protected readonly first = read(
    () => this.asked(),
    (asked, context) => this.readRows(asked, context),
  );
  private readonly page = linkedSignal<MatrixView | undefined>(() => this.first.value());
  /** Repeated visits that are unfolded. */
  private readonly unfolded = signal<ReadonlySet<string>>(new Set());
  protected readonly matrix = computed(() => {
    const page = this.page();
    return page && matrixOf(page, this.unfolded());
  });
  protected readonly next = computed(() => this.page()?.next);
  protected readonly loadingMore = signal(false);
  protected readonly moreProblem = signal<ApiProblem | undefined>(undefined);
  protected readonly label = computed(() => {
    const name = this.desk.authorisations().find(({ id }) => id === this.asked()?.authorisationId)?.label ?? '';
    return $localize`Patients et fiches, ${name}`;
  });

  constructor() {
    effect(() => {
      const [authorisationId, centreId] = [this.autorisation(), this.centre()];
      untracked(() => this.desk.look({ ...(authorisationId && { authorisationId }), ...(centreId && { centreId }) }));
    });
    inject(Live).changes(
      // A value of a patient who is not shown changes nothing here; what is of no form may be a patient more.
      ({ enrolmentId, formId }) => !formId || !!this.page()?.rows.some((row) => row.enrolmentId === enrolmentId),
      () => this.first.readAgain(),
    );
  }

  protected csv(asked: Asked): string {
    return this.api.csv('matrix', asked);
  }

  protected filter(state: MatrixState): void {
    const etat = this.state() === state ? null : state;
    void this.router.navigate([], { queryParams: { etat }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected everyPatient(): void {
    void this.router.navigate([], { queryParams: { etat: null, centre: null }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected fold({ key, folds }: Head): void {
    const column = key.slice(0, key.lastIndexOf('/'));
    this.unfolded.update((former) => {
      const after = new Set(former);
      if (folds === 'unfold') after.add(column);
      else after.delete(column);
      return after;
    });
  }

  /** Shows what stands behind a cell: its passages, and the act that each asks for. */
  @OneAtATime()
  protected async show({ line, spot }: { line: Line; spot: Spot }): Promise<void> {
    const { CellDialog } = await import('./cell-dialog.js');
    await this.dialogs.open(CellDialog, { line, spot, mayWrite: !!this.session.profile() }, 'cell-title');
  }

  @OneAtATime()
  protected async showMore(): Promise<void> {
    const [page, asked] = [this.page(), this.asked()];
    if (!page?.next || !asked || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set(undefined);
    try {
      const more = await this.api.matrix({ ...asked, cursor: page.next });
      if (this.page() === page) this.page.set({ ...more, rows: [...page.rows, ...more.rows] });
      this.announcer.whisper($localize`${more.rows.length} patients de plus.`);
    } catch (thrown) {
      this.moreProblem.set(toApiProblem(thrown));
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** The first patients; read again by itself, as many as are shown. */
  private async readRows(asked: Asked, context?: HttpContext): Promise<MatrixView> {
    const wanted = context ? (this.page()?.rows.length ?? 0) : 0;
    let page = await this.api.matrix(asked, context);
    while (page.next && page.rows.length < wanted) {
      const more = await this.api.matrix({ ...asked, cursor: page.next }, context);
      page = { ...more, rows: [...page.rows, ...more.rows] };
    }
    return page;
  }
}
