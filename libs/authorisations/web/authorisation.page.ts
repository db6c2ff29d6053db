import { Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuthorisationView } from '#api-client';
import { isAap, STATUS_WORDS } from '#authorisations/domain';
import {
  Announcer,
  type ApiProblem,
  Button,
  Dialogs,
  ErrorPanel,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  SlotOutlet,
  StoryPart,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { AuthorisationCard } from './authorisation-card.js';
import { AuthorisationsApi } from './authorisations.api.js';
import { AUTHORISATION_PANELS } from './capability/slots.js';
import { Life } from './life.js';

interface StatusAct {
  readonly to: AuthorisationView['status'];
  readonly act: string;
  readonly title: string;
  readonly consequence: string;
}

/** One authorisation: what it says, and for the manager its change of state with its consequences. */
@Component({
  selector: 'app-authorisation-page',
  imports: [RouterLink, AuthorisationCard, Button, ErrorPanel, Life, PageHeader, Refused, SlotOutlet, StoryPart, Unread],
  templateUrl: './authorisation.page.html',
  styles: 'app-error-panel { display: block; margin-bottom: 16px; } h2 + .soft { margin-bottom: 8px; }',
})
export class AuthorisationPage {
  private readonly api = inject(AuthorisationsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  readonly id = input.required<string>();

  protected readonly read = read(
    () => this.id(),
    (id) => this.api.one(id),
  );
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly panels = AUTHORISATION_PANELS;
  protected readonly journal = $localize`Journal de l’autorisation`;
  protected readonly story = () => this.api.journal(this.id());

  protected actsOn({ status, kind, medicine }: AuthorisationView): StatusAct[] {
    const lasts = isAap(kind) ? $localize` Elle dure trois mois au plus, puis l’autorisation est de nouveau en vigueur d’elle-même.` : '';
    return [
      {
        to: 'in-force' as const,
        act: $localize`Remettre en vigueur`,
        title: $localize`Remettre l’autorisation en vigueur`,
        consequence: $localize`Les prescripteurs pourront de nouveau demander un accès à ${medicine}.`,
      },
      {
        to: 'suspended' as const,
        act: $localize`Suspendre l’autorisation`,
        title: $localize`Suspendre l’autorisation`,
        consequence: $localize`Plus aucune demande d’accès à ${medicine} ne pourra être faite ni envoyée. Le suivi des patients inscrits continue. Une suspension n’est pas une fin.${lasts}`,
      },
      {
        to: 'ended' as const,
        act: $localize`Terminer l’autorisation`,
        title: $localize`Terminer l’autorisation`,
        consequence: $localize`Plus aucune demande d’accès à ${medicine} ne pourra être faite. Le suivi des patients inscrits continue, et les centres gardent leur accès.`,
      },
    ].filter((act) => act.to !== status);
  }

  @OneAtATime()
  protected async change(authorisation: AuthorisationView, act: StatusAct): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: act.title,
      consequence: act.consequence,
      act: act.act,
      danger: act.to === 'ended',
      reason: { label: $localize`Motif`, hint: $localize`Il est écrit au journal de l’autorisation.`, max: 500 },
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      this.read.set(await this.api.changeStatus(authorisation, { status: act.to, reason: confirmed.reason }));
      this.announcer.say($localize`Autorisation ${STATUS_WORDS[act.to].label}.`);
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  protected again(): void {
    this.problem.set(undefined);
    this.read.reload();
  }
}
