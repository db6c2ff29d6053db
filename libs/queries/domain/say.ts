import { speaker, type MessageOf } from '#kernel/domain';
import { QUERIES_FRENCH } from './messages.fr.js';

/** What queries may say. */
export type QueryMessage = MessageOf<typeof QUERIES_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(QUERIES_FRENCH);
