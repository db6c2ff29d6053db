import { speaker, type MessageOf } from '#kernel/domain';
import { FORMS_FRENCH } from './messages.fr.js';

/** What forms may say, and the rules of their protocols. */
export type FormMessage = MessageOf<typeof FORMS_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(FORMS_FRENCH);
