import { speaker, type MessageOf } from '#kernel/domain';
import { FINESS_FRENCH } from './messages.fr.js';

/** What reading a FINESS file may say. */
export type FinessMessage = MessageOf<typeof FINESS_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(FINESS_FRENCH);
