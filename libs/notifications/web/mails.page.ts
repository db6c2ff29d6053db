import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { NotificationView } from '#api-client';
import {
  Announcer,
  Badge,
  Button,
  CsvLink,
  drawn,
  EmptyState,
  InstantPipe,
  OneAtATime,
  PageHeader,
  read,
  Refused,
  toApiProblem,
  Unread,
} from '#kernel/web';
import { SENDING_WORDS } from '#notifications/domain';
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

const STATES = drawn(SENDING_WORDS, {
  pending: { tone: 'amber', icon: 'clock' },
  sending: { tone: 'blue', icon: 'send' },
  sent: { tone: 'green', icon: 'done' },
  unknown: { tone: 'amber', icon: 'help' },
  unconfirmed: { tone: 'red', icon: 'alert' },
  nobody: { tone: 'red', icon: 'alert' },
  withheld: { tone: 'grey', icon: 'lock' },
});
