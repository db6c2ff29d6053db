import { Controller, Get, Query } from '@nestjs/common';
import { Context, Requires, type Ctx } from '#kernel/api';
import { ListNotifications, NotificationList } from './notifications.messages.js';
import { NotificationReader } from './notification.reader.js';

/** The manager's desk: e-mails that are on their way, and those whose arrival is not certain. */
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly reader: NotificationReader) {}

  /** E-mails of the authorisations one is assigned, latest first: those that are not settled, or those in one state. */
  @Get()
  @Requires(['read', 'Notification'])
  async listNotifications(@Context() ctx: Ctx, @Query() query: ListNotifications): Promise<NotificationList> {
    return this.reader.list(ctx, query);
  }
}
