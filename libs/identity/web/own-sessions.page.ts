import { Component, inject, input, signal } from '@angular/core';
import { Api, endMySession, listMySessions, type OwnSessionView } from '#api-client';
import { capitalised, DEVICE_WORDS, roleTitle } from '#kernel/domain';
import {
  Announcer,
  type ApiProblem,
  Badge,
  Button,
  Dialogs,
  ErrorPanel,
  InstantPipe,
  OneAtATime,
  PageHeader,
  read,
  toApiProblem,
  Unread,
} from '#kernel/web';

import { OwnFactors } from './own-factors.js';

/** Where one is signed in, and the way to end it from here (charter C3.1). */
@Component({
  selector: 'app-own-sessions-page',
  imports: [Badge, Button, ErrorPanel, InstantPipe, OwnFactors, PageHeader, Unread],
  templateUrl: './own-sessions.page.html',
  styles: '.gap { display: block; margin-bottom: 16px; } td .small, th .small { display: block; font-weight: var(--weight-normal); }',
})
export class OwnSessionsPage {
  private readonly api = inject(Api);
  private readonly dialogs = inject(Dialogs);
  private readonly announcer = inject(Announcer);

  /** What came of the removal of a second factor, which leads back here. */
  readonly facteur = input<string>();
  readonly probleme = input<string>();

  protected readonly list = read(
    () => true,
    () => this.api.invoke(listMySessions),
  );
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly deviceOf = ({ device }: Pick<OwnSessionView, 'device'>) => capitalised(DEVICE_WORDS[device ?? 'other']);
  protected readonly roleTitle = roleTitle;

  @OneAtATime()
  protected async end({ id }: OwnSessionView): Promise<void> {
    const confirmed = await this.dialogs.confirm({
      title: $localize`Fermer cette session`,
      consequence: $localize`L’appareil sera déconnecté à l’instant. Le mot de passe sera demandé à la prochaine connexion. Si vous ne reconnaissez pas cette session, changez aussi votre mot de passe.`,
      act: $localize`Fermer la session`,
      danger: true,
    });
    if (!confirmed) return;
    this.problem.set(undefined);
    try {
      await this.api.invoke(endMySession, { session: id });
      this.announcer.say($localize`Session fermée.`);
      this.list.reload();
    } catch (thrown) {
      this.problem.set(toApiProblem(thrown));
    }
  }

  protected again(): void {
    this.problem.set(undefined);
    this.list.reload();
  }
}
