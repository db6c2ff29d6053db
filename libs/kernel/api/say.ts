import { speaker, type MessageOf } from '#kernel/domain';
import { KERNEL_API_FRENCH } from './messages.fr.js';

/** What the server says of any request. */
export type RequestAnswer = MessageOf<typeof KERNEL_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(KERNEL_API_FRENCH);
