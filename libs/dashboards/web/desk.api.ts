import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  Api,
  getHome,
  listNotifications,
  resendNotification,
  seeNotification,
  type HomeView,
  type NotificationList,
  type NotificationView,
} from '#api-client';

/** What the home and the manager's desk ask of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class DeskApi {
  private readonly api = inject(Api);

  /** @param each at most so many tasks of each kind. */
  home(each: number, context?: HttpContext): Promise<HomeView> {
    return this.api.invoke(getHome, { each }, context);
  }

  /** E-mails that are on their way, or whose arrival is not certain. */
  mails(): Promise<NotificationList> {
    return this.api.invoke(listNotifications);
  }

  /** What a manager does with an e-mail whose arrival is not certain. */
  care({ id }: Pick<NotificationView, 'id'>, act: NotificationView['abilities'][number]): Promise<void> {
    return act === 'resend' ? this.api.invoke(resendNotification, { id }) : this.api.invoke(seeNotification, { id });
  }
}
