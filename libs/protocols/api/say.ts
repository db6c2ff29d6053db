import { speaker, type MessageOf } from '#kernel/domain';
import { FILES_FRENCH, PROTOCOLS_API_FRENCH } from './messages.fr.js';

/** What may be wrong with the file of a protocol. */
export type FileMessage = MessageOf<typeof FILES_FRENCH>;

/** Puts in words what is wrong with a file, and what to do: at the edge, never in a rule. */
export const tell = speaker(FILES_FRENCH);

/** Puts in words what is said of versions: what they change, and what someone does with them. */
export const say = speaker(PROTOCOLS_API_FRENCH);
