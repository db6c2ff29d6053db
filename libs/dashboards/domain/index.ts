export * from './acts.js';
export * from './home-lists.js';
export * from './notice.js';
export * from './planned-lines.js';
