import { speaker, type MessageOf } from '#kernel/domain';
import { FORMS_API_FRENCH } from './messages.fr.js';

/** What answers about forms may say: what the rules say, and what the server alone knows. */
export type FormAnswer = MessageOf<typeof FORMS_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(FORMS_API_FRENCH);
