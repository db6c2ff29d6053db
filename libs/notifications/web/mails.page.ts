import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { NotificationView } from '#api-client';
import {
  Announcer,
  Badge,
  Button,
  CsvLink,
  EmptyState,
  type IconName,
  InstantPipe,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  type Tone,
  Unread,
} from '#kernel/web';
import { MailsApi } from './mails.api.js';

/** The manager's desk of e-mails: those on their way, and those whose arrival is not certain. No patient is named. */
@Component({
  selector: 'app-mails-page',
  imports: [RouterLink, Badge, Button, CsvLink, EmptyState, InstantPipe, PageHeader, Refused, Unread],
  templateUrl: './mails.page.html',
  styles: 'td .small { display: block; max-width: 380px; }',
})
export class MailsPage {
  private readonly api = inject(MailsApi);
  private readonly announcer = inject(Announcer);

  /** The e-mail on which an act is under way. */
  protected readonly busy = signal<string | undefined>(undefined);

  protected readonly list = read(
    () => true,
    () => this.api.mails(),
  );
  protected readonly states = STATES;

  @OneAtATime()
  protected async care(mail: NotificationView, act: NotificationView['abilities'][number]): Promise<void> {
    if (this.busy()) return;
    this.busy.set(mail.id);
    try {
      await this.api.care(mail, act);
      this.announcer.say(act === 'resend' ? $localize`L’e-mail va être renvoyé.` : $localize`Noté\u00a0: cet e-mail n’attend plus rien.`);
    } catch (thrown) {
      const { title, detail } = toApiProblem(thrown);
      this.announcer.say([title, detail].filter(Boolean).join(' '), 'red');
    } finally {
      this.busy.set(undefined);
      this.list.reload();
    }
  }
}

const STATES: Readonly<Record<NotificationView['state'], { label: string; tone: Tone; icon: IconName; meaning: string }>> = {
  pending: {
    label: $localize`À envoyer`,
    tone: 'amber',
    icon: 'clock',
    meaning: $localize`L’envoi sera tenté, et repris jusqu’à ce qu’il aboutisse.`,
  },
  sending: {
    label: $localize`En cours d’envoi`,
    tone: 'blue',
    icon: 'send',
    meaning: $localize`Le message est remis au serveur de messagerie.`,
  },
  sent: { label: $localize`Envoyé`, tone: 'green', icon: 'done', meaning: $localize`Le serveur de messagerie a accepté le message.` },
  unknown: {
    label: $localize`Incertain`,
    tone: 'amber',
    icon: 'help',
    meaning: $localize`L’envoi a été interrompu\u202f; il est repris une fois, avec le même identifiant de message.`,
  },
  unconfirmed: {
    label: $localize`Non confirmé`,
    tone: 'red',
    icon: 'alert',
    meaning: $localize`Rien ne dit si le message est arrivé. Prévenez la personne par un autre moyen.`,
  },
  nobody: {
    label: $localize`Sans destinataire`,
    tone: 'red',
    icon: 'alert',
    meaning: $localize`L’exploitant n’a aucun compte actif. Prévenez-le par un autre moyen, et faites-lui ouvrir un compte\u00a0: l’e-mail partira alors.`,
  },
  withheld: {
    label: $localize`Retenu`,
    tone: 'grey',
    icon: 'lock',
    meaning: $localize`La personne n’a plus accès à ce dossier\u00a0: rien ne lui est envoyé.`,
  },
};
