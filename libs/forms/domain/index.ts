export * from './against-journal.js';
export * from './course.js';
export { brokenChecks, type BrokenCheck } from './hard-checks.js';
export * from './identity.js';
export * from './judge-changes.js';
export * from './marks.js';
export * from './patient-parts.js';
export * from './schedule-words.js';
export * from './visible-values.js';
