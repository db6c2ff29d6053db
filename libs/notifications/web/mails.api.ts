import { inject, Injectable } from '@angular/core';
import { Api, listNotifications, resendNotification, seeNotification, type NotificationList, type NotificationView } from '#api-client';

/** What the manager's page of e-mails asks of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class MailsApi {
  private readonly api = inject(Api);

  /** E-mails that are on their way, or whose arrival is not certain. */
  mails(): Promise<NotificationList> {
    return this.api.invoke(listNotifications);
  }

  /** What a manager does with an e-mail whose arrival is not certain. */
  care({ id }: Pick<NotificationView, 'id'>, act: NotificationView['abilities'][number]): Promise<void> {
    return act === 'resend' ? this.api.invoke(resendNotification, { id }) : this.api.invoke(seeNotification, { id });
  }
}
