import { speaker, type MessageOf } from '#kernel/domain';
import { PROTOCOLS_FRENCH } from './messages.fr.js';

/** What the rules of protocols may say. */
export type ProtocolMessage = MessageOf<typeof PROTOCOLS_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(PROTOCOLS_FRENCH);
