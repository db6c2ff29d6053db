import { speaker } from '#kernel/domain';
import { DASHBOARDS_API_FRENCH } from './messages.fr.js';

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(DASHBOARDS_API_FRENCH);
