import { speaker, type MessageOf } from '#kernel/domain';
import { PATIENTS_API_FRENCH } from './messages.fr.js';

/** What answers about requests may say: what the rules say, and what the server alone knows. */
export type PatientAnswer = MessageOf<typeof PATIENTS_API_FRENCH>;

/** Puts it in words, where an answer of the API is written. */
export const say = speaker(PATIENTS_API_FRENCH);
