import { speaker, type MessageOf } from '#kernel/domain';
import { DISPENSING_API_FRENCH } from './messages.fr.js';

/** What answers to a pharmacist who dispenses elsewhere may say. */
export type DispensingAnswer = MessageOf<typeof DISPENSING_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(DISPENSING_API_FRENCH);
