import { speaker, type MessageOf } from '#kernel/domain';
import { PHARMACOVIGILANCE_FRENCH } from './messages.fr.js';

/** What declarations may say. */
export type CaseMessage = MessageOf<typeof PHARMACOVIGILANCE_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(PHARMACOVIGILANCE_FRENCH);
