import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { AuthorisationView, DesignationView } from '#api-client';
import {
  type ApiProblem,
  Button,
  DateBox,
  ErrorPanel,
  Field,
  Icon,
  newKey,
  OneAtATime,
  read,
  Session,
  toApiProblem,
  todayInParis,
  TypedDay,
} from '#kernel/web';
import { AccessApi } from './access.api.js';

type Kind = DesignationView['kind'];

/** Opens an authorisation to a colleague: which, of what kind, who, until when. */
@Component({
  selector: 'app-designation-form',
  imports: [Button, DateBox, ErrorPanel, Field, Icon],
  templateUrl: './designation-form.html',
  styleUrl: './designation-form.scss',
})
export class DesignationForm {
  private readonly api = inject(AccessApi);
  private readonly session = inject(Session);

  /** Those for which this person may designate. */
  readonly authorisations = input.required<readonly AuthorisationView[]>();
  readonly chosen = input<string>();
  readonly made = output<DesignationView>();
  readonly abandoned = output<void>();

  protected readonly authorisationId = linkedSignal(() => {
    const all = this.authorisations();
    return all.find(({ id }) => id === this.chosen())?.id ?? (all.length === 1 ? (all[0]?.id ?? '') : '');
  });
  protected readonly kinds = computed<Kind[]>(() => {
    const abilities = this.authorisations().find(({ id }) => id === this.authorisationId())?.abilities ?? [];
    return (['pnm', 'prescriber'] as const).filter((kind) => abilities.includes(`designate-${kind}`));
  });
  protected readonly kind = linkedSignal<Kind>(() => this.kinds()[0] ?? 'pnm');
  protected readonly colleagues = read(
    () => this.kind(),
    (kind) => this.api.colleagues(kind),
  );
  protected readonly others = computed(() => this.colleagues.value()?.items.filter(({ id }) => id !== this.session.person()?.id));
  protected readonly designeeId = linkedSignal<Kind, string>({ source: this.kind, computation: () => '' });
  protected readonly end = new TypedDay({ limits: () => ({ notBefore: todayInParis() }) });

  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly authorisationError = computed(() =>
    this.insist() && !this.authorisationId() ? $localize`Choisissez l’autorisation à ouvrir.` : null,
  );
  protected readonly designeeError = computed(() =>
    this.insist() && !this.designeeId() ? $localize`Choisissez la personne à désigner.` : null,
  );
  private readonly wish = computed(() => {
    const [authorisationId, designeeId, kind, endsOn] = [this.authorisationId(), this.designeeId(), this.kind(), this.end.day()];
    if (!authorisationId || !designeeId || this.end.problem()) return undefined;
    return { kind, authorisationId, designeeId, ...(endsOn && { endsOn }) };
  });
  /** Who gains what, asked of the server before it is done. A refusal is told when one designates. */
  protected readonly preview = read(
    () => this.wish(),
    (wish) => this.api.previewDesignation(wish),
  );
  private readonly key = linkedSignal({
    source: () => [this.authorisationId(), this.kind(), this.designeeId(), this.end.text()].join('/'),
    computation: () => newKey(),
  });

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value;
  }

  @OneAtATime()
  protected async designate(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.insist.set(true);
    if (!this.authorisationId() || !this.designeeId() || this.end.problem()) {
      setTimeout(() => document.querySelector<HTMLElement>('app-designation-form [aria-invalid=true]')?.focus());
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    const wish = {
      kind: this.kind(),
      authorisationId: this.authorisationId(),
      designeeId: this.designeeId(),
      ...(this.end.day() && { endsOn: this.end.day() }),
    };
    try {
      this.made.emit(await this.api.designate(wish, this.key()));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
