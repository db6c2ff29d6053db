export { dispensingCapability } from './capability.js';
export * from './dispensing.messages.js';
