export * from './acts.js';
export * from './letters.js';
export * from './places.js';
export * from './registration-number.js';
export * from './request-state.js';
export * from './words.js';
export * from './search.js';
export { PATIENTS_FRENCH } from './messages.fr.js';
export * from './say.js';
