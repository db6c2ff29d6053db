export { DISPENSING_FRENCH } from './messages.fr.js';
export * from './number-typed.js';
export * from './say.js';
export * from './tasks.js';
export * from './words.js';
