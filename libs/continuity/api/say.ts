import { speaker, type MessageOf } from '#kernel/domain';
import { CONTINUITY_API_FRENCH } from './messages.fr.js';

/** What answers about continuity may say: what the rules say, and what the server alone knows. */
export type ContinuityAnswer = MessageOf<typeof CONTINUITY_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(CONTINUITY_API_FRENCH);
