import { speaker, type MessageOf } from '#kernel/domain';
import { TRANSFERS_FRENCH } from './messages.fr.js';

/** What transfers may say. */
export type TransferMessage = MessageOf<typeof TRANSFERS_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(TRANSFERS_FRENCH);
