export * from './acts.js';
export * from './planned-lines.js';
export * from './tasks.js';
export * from './words.js';
