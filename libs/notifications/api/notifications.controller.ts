import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Context, ID, Requires, type Ctx } from '#kernel/api';
import { MailCare } from './mail-care.service.js';
import { ListNotifications, NotificationList } from './notifications.messages.js';
import { NotificationReader } from './notification.reader.js';

/** The manager's desk: e-mails that are on their way, and those whose arrival is not certain. */
@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly reader: NotificationReader,
    private readonly care: MailCare,
  ) {}

  /** E-mails of the authorisations one is assigned, latest first: those that are not settled, or those in one state. */
  @Get()
  @Requires(['read', 'Notification'])
  async listNotifications(@Context() ctx: Ctx, @Query() query: ListNotifications): Promise<NotificationList> {
    return this.reader.list(ctx, query);
  }

  /** I saw to it by another way: it asks for nothing more. */
  @Post(':id/seen')
  @HttpCode(204)
  @Requires(['read', 'Notification'])
  seeNotification(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<void> {
    return this.care.see(ctx, id);
  }

  /** Sends it again, to anyone who may still be written to. */
  @Post(':id/resend')
  @HttpCode(204)
  @Requires(['read', 'Notification'])
  resendNotification(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<void> {
    return this.care.resend(ctx, id);
  }
}
