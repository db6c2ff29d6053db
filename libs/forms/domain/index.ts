export * from './acts.js';
export * from './against-journal.js';
export * from './candidates.js';
export * from './carried.js';
export * from './carried-acts.js';
export * from './carried-words.js';
export * from './course.js';
export { brokenChecks, type BrokenCheck } from './hard-checks.js';
export * from './identity.js';
export * from './judge-changes.js';
export * from './letters.js';
export * from './mapping.js';
export * from './offers.js';
export * from './marks.js';
export {
  marksAfter,
  migrate,
  rekeyedBack,
  rekeyedIn,
  type Left,
  type Migrated,
  type Moved,
  type Refusal,
  type Rekeyed,
  type VersionOfForm,
} from './migration.js';
export * from './passage.js';
export * from './patient-parts.js';
export * from './schedule-words.js';
export * from './readable-answers.js';
export * from './visible-values.js';
export * from './withdrawal.js';
export * from './review-state.js';
