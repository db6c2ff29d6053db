export { notificationsCapability } from './capability.js';
export * from './day-digest.messages.js';
export { DayDigests } from './day-digests.service.js';
export { NotificationReader } from './notification.reader.js';
export { ListNotifications, NotificationList, NotificationView } from './notifications.messages.js';
export { tellOfCommands } from './reactions.js';
export { Sender } from './sender.service.js';
