import { speaker, type MessageOf } from '#kernel/domain';
import { AUTHORISATIONS_API_FRENCH } from './messages.fr.js';

/** What answers about authorisations may say. */
export type AuthorisationAnswer = MessageOf<typeof AUTHORISATIONS_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(AUTHORISATIONS_API_FRENCH);
