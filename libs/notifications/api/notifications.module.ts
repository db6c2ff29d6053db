import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessRightsModule } from '#access-rights/api';
import { DayDigestController } from './day-digest.controller.js';
import { DayDigests } from './day-digests.service.js';
import { MailCare } from './mail-care.service.js';
import { Notification } from './notification.entity.js';
import { NotificationReader } from './notification.reader.js';
import { NotificationsCsvController } from './notifications-csv.controller.js';
import { MailTasks } from './mail-tasks.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationReactions } from './reactions.js';
import { Recipients } from './recipients.js';
import { Sender } from './sender.service.js';
import { Unaddressed } from './unaddressed.js';

/** Tells people by e-mail what happened to the requests that concern them. */
@Module({
  imports: [TypeOrmModule.forFeature([Notification]), AccessRightsModule],
  controllers: [DayDigestController, NotificationsController, NotificationsCsvController],
  providers: [DayDigests, MailCare, MailTasks, NotificationReader, NotificationReactions, Recipients, Sender, Unaddressed],
  exports: [DayDigests, NotificationReader, Sender],
})
export class NotificationsModule {}
