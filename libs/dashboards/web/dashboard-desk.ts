import { computed, inject, Injectable, signal } from '@angular/core';
import { inFrenchOrder } from '#kernel/domain';
import { Live, read, Session } from '#kernel/web';
import { DashboardApi, type Scope } from './dashboard.api.js';

export interface Choice {
  readonly id: string;
  readonly label: string;
}

const KEPT = 'dashboard.authorisation';

/** What the pages of the dashboard share: the work of each authorisation, and which one is looked at. One for each page. */
@Injectable()
export class DashboardDesk {
  private readonly api = inject(DashboardApi);
  private readonly session = inject(Session);
  /** As the address says it. */
  private readonly asked = signal<Scope>({});

  readonly summary = read(
    () => true,
    (_, context) => this.api.summary({}, context),
  );
  readonly scope = this.asked.asReadonly();
  /** The operator's side sees several centres. */
  readonly severalCentres = computed(() => !this.session.profile());
  readonly authorisations = computed(() =>
    choices(this.summary.value()?.rows ?? [], ({ authorisationId, authorisationCode, medicine }) => ({
      id: authorisationId,
      label: `${medicine} – ${authorisationCode}`,
    })),
  );
  readonly centres = computed(() =>
    choices(this.summary.value()?.rows ?? [], ({ centreId, centreName }) => ({ id: centreId ?? '', label: centreName ?? '' })),
  );
  /** The one asked for, else the last one looked at, else the first: the matrix is always of one. */
  readonly authorisationId = computed(() => {
    const known = this.authorisations().map(({ id }) => id);
    const kept = keptAuthorisation();
    return this.asked().authorisationId ?? (kept && known.includes(kept) ? kept : known[0]);
  });

  constructor() {
    inject(Live).changes(
      () => true,
      () => this.summary.readAgain(),
    );
  }

  look(scope: Scope): void {
    this.asked.set(scope);
    if (scope.authorisationId) keepAuthorisation(scope.authorisationId);
  }
}

function choices<T>(rows: readonly T[], of: (row: T) => Choice): readonly Choice[] {
  const found = new Map(rows.map(of).map((choice) => [choice.id, choice]));
  found.delete('');
  return [...found.values()].sort((one, other) => inFrenchOrder(one.label, other.label));
}

function keptAuthorisation(): string | undefined {
  try {
    return sessionStorage.getItem(KEPT) ?? undefined;
  } catch {
    return undefined;
  }
}

function keepAuthorisation(id: string): void {
  try {
    sessionStorage.setItem(KEPT, id);
  } catch {
    // A browser without storage forgets the choice, and nothing else.
  }
}
