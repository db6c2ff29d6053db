export { FEED_ACTS } from './acts.js';
export * from './home-lists.js';
export * from './words.js';
