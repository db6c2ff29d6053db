export * from './notice.js';
export * from './planned-lines.js';
