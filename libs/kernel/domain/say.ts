import { speaker, type MessageOf } from './message.js';
import { KERNEL_FRENCH } from './messages.fr.js';

/** What every capability may say of days and texts. */
export type KernelMessage = MessageOf<typeof KERNEL_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(KERNEL_FRENCH);
