export * from './home-lists.js';
export * from './words.js';
