import type { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { Api, getHome, listNotifications, type HomeView, type NotificationList } from '#api-client';

/** What the home and the manager's desk ask of the server. Every failure is an `ApiProblem`. */
@Injectable({ providedIn: 'root' })
export class DeskApi {
  private readonly api = inject(Api);

  home(context?: HttpContext): Promise<HomeView> {
    return this.api.invoke(getHome, undefined, context);
  }

  /** E-mails that are on their way, or whose arrival is not certain. */
  mails(): Promise<NotificationList> {
    return this.api.invoke(listNotifications);
  }
}
