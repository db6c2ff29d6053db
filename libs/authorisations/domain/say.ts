import { speaker, type MessageOf } from '#kernel/domain';
import { AUTHORISATIONS_FRENCH } from './messages.fr.js';

/** Why a decision cannot be recorded. */
export type AuthorisationMessage = MessageOf<typeof AUTHORISATIONS_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(AUTHORISATIONS_FRENCH);
