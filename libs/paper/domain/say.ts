import { speaker } from '#kernel/domain';
import { PAPER_FRENCH } from './messages.fr.js';

/** Puts in words what a blank form says beside its protocol. */
export const say = speaker(PAPER_FRENCH);
