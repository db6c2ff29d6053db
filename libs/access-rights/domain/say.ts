import { speaker, type MessageOf } from '#kernel/domain';
import { GROUND_FRENCH, READ_GRANT_FRENCH } from './messages.fr.js';

/** What the rules of readings opened to another centre may say. */
export type ReadGrantMessage = MessageOf<typeof READ_GRANT_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const sayOfReadGrant = speaker(READ_GRANT_FRENCH);

/** What someone was given, said in words. */
export const sayOfGround = speaker(GROUND_FRENCH);
