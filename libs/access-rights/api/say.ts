import { speaker, type MessageOf } from '#kernel/domain';
import { ACCESS_RIGHTS_API_FRENCH } from './messages.fr.js';

/** What answers about accounts, designations and rights may say. */
export type AccessAnswer = MessageOf<typeof ACCESS_RIGHTS_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(ACCESS_RIGHTS_API_FRENCH);
