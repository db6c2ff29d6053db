import { speaker, type MessageOf } from '#kernel/domain';
import { PATIENTS_FRENCH } from './messages.fr.js';

/** What the rules of patients say. */
export type PatientsMessage = MessageOf<typeof PATIENTS_FRENCH>;

/** Puts it in words: at the edge, never in a rule. */
export const say = speaker(PATIENTS_FRENCH);
