import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { DesignationView } from '#api-client';
import { DESIGNATION_WORDS } from '#access-rights/domain';
import { AuthorisationsApi } from '#authorisations/web';
import { capitalised, ROLE_WORDS } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  CsvLink,
  dayInWords,
  DayPipe,
  Dialogs,
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
import { AccessApi } from './access.api.js';
import { DesignationForm } from './designation-form.js';

/** The colleagues to whom an authorisation was opened by name: made, listed, withdrawn (charter C5.1, C5.4). */
@Component({
  selector: 'app-designations-page',
  imports: [Badge, Button, CsvLink, DayPipe, DesignationForm, EmptyState, ErrorPanel, Icon, PageHeader, Refused, RouterLink, Unread],
  templateUrl: './designations.page.html',
  styles:
    '.gap { display: block; margin-bottom: 16px; } .after-head { margin-bottom: 16px; } td .small, th .small { display: block; font-weight: var(--weight-normal); }',
})
export class DesignationsPage {
  private readonly api = inject(AccessApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  /** The authorisation to designate for, when one comes from its page. */
  readonly autorisation = input<string>();

  protected readonly list = read(
    () => true,
    () => this.api.designations(),
  );
  protected readonly authorisations = read(
    () => true,
    () => this.authorisationsApi.list(),
  );
  /** Those for which this person may designate someone, of either kind. */
  protected readonly mine = computed(() =>
    (this.authorisations.value()?.items ?? []).filter(
      ({ abilities }) => abilities.includes('designate-pnm') || abilities.includes('designate-prescriber'),
    ),
  );
  private readonly wanted = signal<boolean | undefined>(undefined);
  protected readonly formOpen = computed(() => this.wanted() ?? (!!this.autorisation() && this.mine().length > 0));
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly roles = ROLE_WORDS;
  protected readonly statusInWords = (status: DesignationView['status']) => capitalised(DESIGNATION_WORDS[status]);
  protected readonly statuses = {
    active: { tone: 'green', icon: 'done' },
    ended: { tone: 'grey', icon: 'minus' },
    withdrawn: { tone: 'grey', icon: 'cancel' },
  } as const;

  protected openForm(open: boolean): void {
    this.wanted.set(open);
  }

  protected made(designation: DesignationView): void {
    this.openForm(false);
    this.announcer.say(
      $localize`${designation.designee.name} a maintenant accès à ${designation.medicine}, jusqu’au ${dayInWords(designation.endsOn)}.`,
    );
    this.list.reload();
  }

  @OneAtATime()
  protected async withdraw(designation: DesignationView): Promise<void> {
    this.problem.set(undefined);
    let loses: string[];
    try {
      ({ loses } = await this.api.previewWithdrawal(designation));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      return;
    }
    const confirmed = await this.dialogs.confirm({
      title: $localize`Retirer la désignation`,
      consequence: loses.length
        ? $localize`Désignation de ${designation.designee.name} pour ${designation.medicine}, faite par ${designation.designator.name}. Dès maintenant, et ce qui a déjà été saisi reste\u00a0:`
        : $localize`Désignation de ${designation.designee.name} pour ${designation.medicine}, faite par ${designation.designator.name}. Un autre droit lui donne le même accès\u00a0: personne ne perd rien.`,
      details: loses,
      act: $localize`Retirer la désignation`,
      danger: true,
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      await this.api.withdraw(designation);
      this.announcer.say($localize`Désignation retirée.`);
      this.list.reload();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  /** It becomes this person's own, for a year from today. */
  @OneAtATime()
  protected async renew(designation: DesignationView): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: $localize`Renouveler la désignation`,
      consequence: $localize`${designation.designee.name} garde l’accès à ${designation.medicine} dans votre centre, pour un an à partir d’aujourd’hui. La désignation est désormais faite en votre nom.`,
      act: $localize`Renouveler la désignation`,
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      this.made(await this.api.renew(designation));
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  protected again(): void {
    this.problem.set(undefined);
    this.list.reload();
  }
}
