import { speaker, type MessageOf } from '#kernel/domain';
import { CONTINUITY_FRENCH } from './messages.fr.js';

/** What the rules of continuity may say. */
export type ContinuityMessage = MessageOf<typeof CONTINUITY_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(CONTINUITY_FRENCH);
