import { speaker, type MessageOf } from '#kernel/domain';
import { TRANSFERS_API_FRENCH } from './messages.fr.js';

/** What answers about transfers may say: what the rules say, and what the server alone knows. */
export type TransferAnswer = MessageOf<typeof TRANSFERS_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(TRANSFERS_API_FRENCH);
