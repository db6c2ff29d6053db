export { dashboardsCapability } from './capability.js';
export * from './dashboard.messages.js';
export * from './home.messages.js';
export * from './status-board.messages.js';
export * from './deadline-feed.messages.js';
