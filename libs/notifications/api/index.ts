export { Notifications1790000000008 } from './migrations/notifications.js';
export { WithoutRecipient1790000000023 } from './migrations/without-recipient.js';
export { Notification, type NotificationKind } from './notification.entity.js';
export { NotificationReader } from './notification.reader.js';
export { ListNotifications, NotificationList, NotificationView } from './notifications.messages.js';
export { NotificationsModule } from './notifications.module.js';
export { Sender } from './sender.service.js';
