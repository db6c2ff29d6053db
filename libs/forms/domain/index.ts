export * from './acts.js';
export * from './changes/against-journal.js';
export * from './carried/candidates.js';
export * from './carried/carried.js';
export * from './carried/carried-acts.js';
export * from './carried/former.js';
export type { Conduct, FormStanding, StatefulAct } from './conduct/conduct.js';
export { conductOf } from './conduct/conduct-of.js';
export * from './course/course.js';
export { brokenChecks, type BrokenCheck } from './changes/hard-checks.js';
export * from './reading/identity.js';
export * from './changes/judge-changes.js';
export * from './letters.js';
export * from './request-task.js';
export * from './tasks.js';
export * from './passage/mapping.js';
export * from './course/offers.js';
export * from './changes/marks.js';
export { isOfAnotherCentre } from './changes/other-centres.js';
export {
  marksAfter,
  passed,
  rekeyedBack,
  rekeyedIn,
  type Left,
  type Passed,
  type Moved,
  type Refusal,
  type Rekeyed,
  type VersionOfForm,
} from './passage/passed.js';
export * from './passage/carried-under.js';
export * from './reading/patient-parts.js';
export * from './course/form-reading.js';
export * from './reading/readable-answers.js';
export * from './reading/visible-values.js';
export { withAnswered } from './reading/with-answered.js';
export * from './changes/withdrawal.js';
export * from './reading/review-state.js';
export * from './words.js';
export { FORMS_FRENCH } from './messages.fr.js';
export * from './say.js';
