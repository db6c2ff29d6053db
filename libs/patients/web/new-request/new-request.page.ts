import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { AuthorisationCard, AuthorisationsApi } from '#authorisations/web';
import {
  type ApiProblem,
  Button,
  EmptyState,
  ErrorPanel,
  Field,
  Icon,
  newKey,
  OneAtATime,
  PageHeader,
  read,
  Session,
  Skeleton,
  toApiProblem,
} from '#kernel/web';
import { asksOpinion, bearsAnsmNumber, groundOf } from '#patients/domain';
import { isOpeningKind } from '#protocols/domain';
import { AnsmFields } from '../ansm/ansm-fields.js';
import { AnsmWish } from '../ansm/ansm-wish.js';
import { PatientsApi } from '../patients.api.js';

/** A new request in as few steps as can be: the authorisation, the prescriber when one is not, then straight to the form (charter C5.8). */
@Component({
  selector: 'app-new-request-page',
  imports: [RouterLink, AnsmFields, AuthorisationCard, Button, EmptyState, ErrorPanel, Field, Icon, PageHeader, Skeleton],
  templateUrl: './new-request.page.html',
  styleUrl: './new-request.page.scss',
})
export class NewRequestPage {
  private readonly api = inject(PatientsApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  /** The authorisation that was chosen elsewhere. */
  readonly autorisation = input<string>();

  /** Only a centre asks: anyone who has no hospital profile is told so before anything else. */
  protected readonly hospital = computed(() => !!this.session.profile());
  protected readonly whoStarts = $localize`Un prescripteur, un pharmacien ou un personnel non médical les commence pour un patient de son établissement.`;

  protected readonly list = read(
    () => this.hospital() || undefined,
    () => this.authorisationsApi.list(),
  );
  protected readonly open = computed(() => (this.list.value()?.items ?? []).filter((one) => one.abilities.includes('start-request')));
  /** Nothing is collected under these: a prescriber is told so, rather than left to look for them (charter R8). */
  protected readonly waived = computed(() => {
    const waived = (this.list.value()?.items ?? []).filter((one) => one.waived);
    return waived.map(({ medicine, indication }) => `${medicine} (${indication})`).join(', ');
  });
  protected readonly authorisationId = linkedSignal(() => {
    const open = this.open();
    return open.find((one) => one.id === this.autorisation())?.id ?? (open.length === 1 ? open[0]?.id : undefined);
  });
  protected readonly chosen = computed(() => this.open().find((one) => one.id === this.authorisationId()));

  /** Compassionate access asks nobody's opinion; by name it has the number that ANSM gave (charter R6, R7). */
  protected readonly ground = computed(() => groundOf(this.chosen()?.kind ?? 'AAP-POST-AMM'));
  protected readonly asksOpinion = computed(() => asksOpinion(this.ground()));
  protected readonly bearsNumber = computed(() => bearsAnsmNumber(this.ground()));
  protected readonly ansm = new AnsmWish();

  protected readonly namesPrescriber = computed(() => this.session.role() !== 'prescriber');
  protected readonly colleagues = read(
    () => this.namesPrescriber() || undefined,
    () => this.api.prescribersOfMyCentre(),
  );
  protected readonly prescriberId = linkedSignal(() => {
    const items = this.colleagues.value()?.items ?? [];
    return items.length === 1 ? (items[0]?.id ?? '') : '';
  });

  protected readonly insist = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly authorisationMissing = computed(() => this.insist() && !this.chosen());
  protected readonly prescriberError = computed(() =>
    this.insist() && this.namesPrescriber() && !this.prescriberId() ? $localize`Choisissez le prescripteur qui signera la demande.` : null,
  );
  private readonly ansmGiven = computed(() => (this.bearsNumber() ? this.ansm.given() : undefined));
  /** The same wish keeps its key, so that asking twice makes one request. */
  private readonly key = linkedSignal({
    source: () => JSON.stringify([this.authorisationId(), this.prescriberId(), this.ansmGiven()]),
    computation: () => newKey(),
  });

  protected choosePrescriber(event: Event): void {
    this.prescriberId.set((event.target as HTMLSelectElement).value);
  }

  @OneAtATime()
  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.insist.set(true);
    const chosen = this.chosen();
    const ansm = this.ansmGiven();
    if (!chosen || (this.namesPrescriber() && !this.prescriberId()) || (this.bearsNumber() && !ansm)) {
      setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid=true], .choices input')?.focus());
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const prescriber = this.namesPrescriber() && { prescriberId: this.prescriberId() };
      const wish = { authorisationId: chosen.id, ...prescriber, ...(ansm && { ansm }) };
      const made = await this.api.start(wish, this.key());
      const form = made.forms.find(({ kind }) => isOpeningKind(kind)) ?? made.forms[0];
      await this.router.navigate(form ? ['/dossiers', made.id, 'fiches', form.id] : ['/dossiers', made.id]);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    } finally {
      this.busy.set(false);
    }
  }
}
