import { speaker } from '#kernel/domain';
import { AUTHORISATIONS_API_FRENCH } from './messages.fr.js';

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(AUTHORISATIONS_API_FRENCH);
