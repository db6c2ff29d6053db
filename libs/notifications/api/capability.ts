import { capability } from '#kernel/api';
import { DAY_DIGEST, DIGEST_ACTS, MAIL_ACTS, MAIL_TASKS, MAIL_LOOKS } from '#notifications/domain';
import { DayDigests1790000000143 } from './migrations/day-digests.js';
import { Notifications1790000000008 } from './migrations/notifications.js';
import { NotificationsOfCentres1790000000162 } from './migrations/of-centres.js';
import { SeenMails1790000000144 } from './migrations/seen-mails.js';
import { WithoutRecipient1790000000023 } from './migrations/without-recipient.js';
import { Notification } from './notification.entity.js';
import { NotificationsModule } from './notifications.module.js';

export const notificationsCapability = capability({
  name: 'notifications',
  module: () => NotificationsModule,
  entities: [Notification],
  migrations: [
    Notifications1790000000008,
    WithoutRecipient1790000000023,
    DayDigests1790000000143,
    SeenMails1790000000144,
    NotificationsOfCentres1790000000162,
  ],
  acts: [DIGEST_ACTS, MAIL_ACTS],
  letters: [{ DAY_DIGEST }],
  tasks: [MAIL_TASKS],
  looks: [MAIL_LOOKS],
});
