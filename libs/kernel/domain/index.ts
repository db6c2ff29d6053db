export * from './calendar-date.js';
export * from './canonical-json.js';
export * from './damm.js';
export * from './elision.js';
export * from './identifiers.js';
export * from './letters.js';
