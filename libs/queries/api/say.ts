import { speaker, type MessageOf } from '#kernel/domain';
import { QUERIES_API_FRENCH } from './messages.fr.js';

/** What answers about queries may say: what the rules say, and what the server alone knows. */
export type QueryAnswer = MessageOf<typeof QUERIES_API_FRENCH>;

/** Puts it in words, where an answer of the API, or what is kept of a query, is written. */
export const say = speaker(QUERIES_API_FRENCH);
