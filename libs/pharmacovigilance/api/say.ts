import { speaker, type MessageOf } from '#kernel/domain';
import { PHARMACOVIGILANCE_API_FRENCH } from './messages.fr.js';

/** What answers about declarations may say: what the rules say, and what the server alone knows. */
export type CaseAnswer = MessageOf<typeof PHARMACOVIGILANCE_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(PHARMACOVIGILANCE_API_FRENCH);
