import { computed, inject, Injectable, signal } from '@angular/core';
import { inFrenchOrder } from '#kernel/domain';
import { Live, read, Session } from '#kernel/web';
import { DashboardApi, type Scope } from './dashboard.api.js';

export interface Choice {
  readonly id: string;
  readonly label: string;
}

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
  /** The one that the address asks for, else the first: the matrix is always of one. What a link asked for once is not asked for again. */
  readonly authorisationId = computed(() => this.asked().authorisationId ?? this.authorisations()[0]?.id);

  constructor() {
    inject(Live).changes(
      () => true,
      () => this.summary.readAgain(),
    );
  }

  look(scope: Scope): void {
    this.asked.set(scope);
  }
}

function choices<T>(rows: readonly T[], of: (row: T) => Choice): readonly Choice[] {
  const found = new Map(rows.map(of).map((choice) => [choice.id, choice]));
  found.delete('');
  return [...found.values()].sort((one, other) => inFrenchOrder(one.label, other.label));
}
