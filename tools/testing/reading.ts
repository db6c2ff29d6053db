/** The door through which tests of the whole product ask the second reading of the charter. */
export { CHAPTERS } from '../../libs/access-rights/domain/testing/chapters.js';
export { NOTHING, NOBODY } from '../../libs/access-rights/domain/testing/cases.js';
export { readBy } from '../../libs/access-rights/domain/testing/reading.js';
export type { Asked, Person, Thing } from '../../libs/access-rights/domain/testing/asked.js';
