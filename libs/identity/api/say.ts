import { speaker, type MessageOf } from '#kernel/domain';
import { IDENTITY_API_FRENCH } from './messages.fr.js';

/** What answers about sessions, profiles and second factors may say. */
export type IdentityAnswer = MessageOf<typeof IDENTITY_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(IDENTITY_API_FRENCH);
