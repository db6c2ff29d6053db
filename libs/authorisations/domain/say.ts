import { speaker, type MessageOf } from '#kernel/domain';
import { AUTHORISATIONS_FRENCH, OPENING_FRENCH } from './messages.fr.js';

/** Why a decision cannot be recorded. */
export type AuthorisationMessage = MessageOf<typeof AUTHORISATIONS_FRENCH>;

/** Why an authorisation cannot be opened with that. */
export type OpeningMessage = MessageOf<typeof OPENING_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker({ ...AUTHORISATIONS_FRENCH, ...OPENING_FRENCH });
