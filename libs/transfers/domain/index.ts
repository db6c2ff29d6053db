export * from './acts.js';
export * from './letters.js';
export * from './tasks.js';
