export { liveCapability } from './capability.js';
export { LiveChange } from './live.messages.js';
