export { dashboardsCapability } from './capability.js';
export * from './dashboard.messages.js';
export * from './home.messages.js';
