import { speaker, type MessageOf } from '#kernel/domain';
import { DISPENSING_FRENCH } from './messages.fr.js';

/** What may be said of a number to a pharmacist who dispenses elsewhere. */
export type DispensingMessage = MessageOf<typeof DISPENSING_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(DISPENSING_FRENCH);
