export { continuityCapability } from './capability.js';
export { CohortRunner } from './cohort.runner.js';
export * from './continuity.messages.js';
