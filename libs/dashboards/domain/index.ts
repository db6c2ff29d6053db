export * from './home-lists.js';
export * from './notice.js';
