export * from './acts.js';
export * from './tasks.js';
export * from './age.js';
export * from './bulk.js';
export * from './life.js';
export * from './settle.js';
export * from './soft-checks.js';
export * from './words.js';
