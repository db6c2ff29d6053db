import { speaker } from '#kernel/domain';
import { PATIENTS_FRENCH } from './messages.fr.js';

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(PATIENTS_FRENCH);
