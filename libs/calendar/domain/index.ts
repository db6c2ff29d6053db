export * from './acts.js';
export * from './planned-lines.js';
