export { paperCapability } from './capability.js';
export * from './paper.messages.js';
