export * from './blank-form.js';
export type { Blank } from './blanks.js';
export { PAPER_FRENCH } from './messages.fr.js';
export { say } from './say.js';
export { PAPER_LOOKS } from './words.js';
