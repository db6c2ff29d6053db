import { Component, computed, inject, signal } from '@angular/core';
import type { StaffView } from '#api-client';
import { ACCOUNT_WORDS, accountState } from '#access-rights/domain';
import { AuthorisationsApi } from '#authorisations/web';
import { capitalised, hasWords, LIMITS, roleTitle } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  CsvLink,
  DayPipe,
  Dialogs,
  EmptyState,
  ErrorPanel,
  Icon,
  InstantPipe,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  SearchBox,
  StoryPart,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { AccessApi } from './access.api.js';
import { FactorResets } from './factor-resets.js';
import { StaffForm } from './staff-form.js';
import { StaffScope } from './staff-scope.js';

/** Accounts of the operator's side, kept by the manager (charter C3.4). */
@Component({
  selector: 'app-staff-page',
  imports: [
    Badge,
    Button,
    CsvLink,
    DayPipe,
    EmptyState,
    ErrorPanel,
    FactorResets,
    Icon,
    InstantPipe,
    PageHeader,
    Refused,
    SearchBox,
    StaffForm,
    StaffScope,
    StoryPart,
    Unread,
  ],
  templateUrl: './staff.page.html',
  styles:
    '.gap { display: block; margin-bottom: 16px; } .small { display: block; font-weight: var(--weight-normal); } .row { flex-wrap: nowrap; justify-content: flex-end; }',
})
export class StaffPage {
  private readonly api = inject(AccessApi);
  private readonly authorisationsApi = inject(AuthorisationsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  protected readonly list = read(
    () => true,
    () => this.api.staff(),
  );
  protected readonly search = signal('');
  /** Those in which every word that one looks for is shown. The list is whole: it is narrowed here. */
  protected readonly found = computed(() =>
    (this.list.value()?.items ?? []).filter((account) => hasWords(shownOf(account), this.search())),
  );
  protected readonly understood = computed(() => {
    const [words, count] = [this.search().trim(), this.found().length];
    if (!words) return '';
    return count === 1
      ? $localize`1 compte où figure «\u00a0${words}\u00a0»`
      : $localize`${count} comptes où figure «\u00a0${words}\u00a0»`;
  });
  protected readonly authorisations = read(
    () => true,
    () => this.authorisationsApi.list(),
  );
  protected readonly creating = signal(false);
  /** The account whose authorisations are being assigned. */
  protected readonly editing = signal<string | undefined>(undefined);
  /** Whose story is told. */
  protected readonly telling = signal<string | undefined>(undefined);
  protected readonly story = computed(() => {
    const id = this.telling() ?? '';
    return () => this.api.staffJournal(id);
  });
  protected readonly historyOf = ({ name }: StaffView) => $localize`Histoire du compte de ${name}`;
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly roleTitle = roleTitle;
  protected readonly stateInWords = (account: StaffView) => capitalised(ACCOUNT_WORDS[accountState(account)]);
  protected readonly closeWord = $localize`Fermer`;
  protected readonly reopenWord = $localize`Rouvrir`;

  protected made(account: StaffView): void {
    this.creating.set(false);
    this.announcer.say(
      account.proposedBy
        ? $localize`Compte proposé pour ${account.name}\u00a0: un autre gestionnaire doit le confirmer.`
        : $localize`Compte ouvert à ${account.name}.`,
    );
    this.list.reload();
  }

  @OneAtATime()
  protected async assign(account: StaffView, authorisationIds: string[]): Promise<void> {
    if (await this.update(account, authorisationIds, account.active))
      this.announcer.say($localize`Autorisations de ${account.name} enregistrées.`);
  }

  @OneAtATime()
  protected async toggle(account: StaffView): Promise<void> {
    const close = account.active;
    const confirmed = await this.dialogs.confirm({
      title: close ? $localize`Fermer le compte` : $localize`Rouvrir le compte`,
      consequence: close
        ? this.withNobodyLeft(account) +
          $localize`${account.name} ne pourra plus se connecter à Passerelle, dès maintenant. Ce que cette personne a fait reste à son nom.`
        : $localize`${account.name} pourra de nouveau se connecter, avec le rôle et les autorisations affichés.`,
      act: close ? $localize`Fermer le compte` : $localize`Rouvrir le compte`,
      danger: close,
      ...(close && { reason: { label: $localize`Motif`, hint: $localize`Les autres gestionnaires le lisent.` } }),
    });
    if (!confirmed) return;
    const ids = account.authorisations.map(({ id }) => id);
    if (await this.update(account, ids, !close, confirmed.reason))
      this.announcer.say(close ? $localize`Compte fermé.` : this.reopened(account));
  }

  /** The second of the two managers who make a manager's account. */
  @OneAtATime()
  protected async confirm(account: StaffView): Promise<void> {
    const proposer = account.proposedBy?.name ?? '';
    const confirmed = await this.dialogs.confirm({
      title: $localize`Confirmer le compte de gestionnaire`,
      consequence: $localize`${proposer} propose ${account.name} comme gestionnaire. Dès votre confirmation, cette personne pourra se connecter et gérer comptes, protocoles et transferts.`,
      act: $localize`Confirmer le compte`,
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      await this.api.confirmStaff(account);
      this.announcer.say($localize`Compte ouvert à ${account.name}.`);
      this.list.reload();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  @OneAtATime()
  protected async end(account: StaffView, act: 'decline' | 'retract'): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: act === 'decline' ? $localize`Décliner le compte de gestionnaire` : $localize`Reprendre votre proposition`,
      consequence: $localize`Le compte de ${account.name} reste fermé, et le motif reste écrit ici. Il pourra être proposé de nouveau.`,
      act: act === 'decline' ? $localize`Décliner` : $localize`Reprendre`,
      reason: { label: $localize`Motif`, max: LIMITS.shortReason.max },
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      await this.api.endProposal(account, act, confirmed.reason);
      this.list.reload();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  /** Closing the only account of a company: what will reach no one. */
  private withNobodyLeft({ personId, role, holderId, holderName = '' }: StaffView): string {
    const others = (this.list.value()?.items ?? []).some(
      (each) => each.personId !== personId && each.role === role && each.holderId === holderId && each.active,
    );
    return role !== 'exploitant' || others
      ? ''
      : $localize`C’est le seul compte ouvert de ${holderName}\u00a0: les demandes d’accès et les déclarations de pharmacovigilance n’y préviendront plus personne, et aucun avis ne pourra être rendu, tant qu’un autre compte n’est pas ouvert. `;
  }

  protected again(): void {
    this.problem.set(undefined);
    this.list.reload();
  }

  private reopened({ role }: StaffView): string {
    return role === 'gestionnaire'
      ? $localize`Réouverture proposée\u00a0: un autre gestionnaire doit la confirmer.`
      : $localize`Compte rouvert.`;
  }

  private async update(account: StaffView, authorisationIds: string[], active: boolean, reason = ''): Promise<boolean> {
    this.problem.set(undefined);
    try {
      await this.api.updateStaff(account, { authorisationIds, active, ...(reason && { reason }) });
      this.editing.set(undefined);
      this.list.reload();
      return true;
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
      return false;
    }
  }
}

/** What its line says of an account. */
function shownOf({ name, familyName, givenName, email, role, holderName, authorisations }: StaffView): (string | undefined)[] {
  const opened = authorisations.map(({ medicine, code }) => `${medicine} – ${code}`);
  return [name, `${familyName} ${givenName}`, email, roleTitle(role), holderName, ...opened];
}
