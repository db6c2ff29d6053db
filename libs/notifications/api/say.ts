import { speaker, type MessageOf } from '#kernel/domain';
import { NOTIFICATIONS_API_FRENCH } from './messages.fr.js';

/** What answers about e-mails may say. */
export type MailAnswer = MessageOf<typeof NOTIFICATIONS_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(NOTIFICATIONS_API_FRENCH);
