export { Notifications1790000000008 } from './migrations/notifications.js';
export { WithoutRecipient1790000000023 } from './migrations/without-recipient.js';
export { NotificationsOfCentres1790000000162 } from './migrations/of-centres.js';
export { Notification, type NotificationKind } from './notification.entity.js';
export { NotificationReader } from './notification.reader.js';
export { ListNotifications, NotificationList, NotificationView } from './notifications.messages.js';
export { NotificationsModule } from './notifications.module.js';
export { Sender } from './sender.service.js';
