import { audience } from '#kernel/domain';

/** Everyone at the centre who has access to the patient now, the named prescriber with them (charter C6.1). */
export const WITH_ACCESS = audience('with-access');

/** Who answers, in a centre, for what is opened there: its pharmacists, and the prescribers to whom the authorisation is open (charter C5.1, C5.4). */
export const ANSWERABLE = audience('answerable');

/** Who answers, in the centre that follows a patient, a pharmacist who asks to read the file: its prescribers who may; its pharmacists, where there is none (charter C9.2). */
export const READING_DECIDERS = audience('reading-deciders');

/** The pharmacist of another centre who asked to read the file (charter C9.2). */
export const READING_ASKER = audience('reading-asker');
