export { accessInWords, groupInWords, type GroupInWords } from './access.fr.js';
export * from './acts.js';
export { DEADLINE_WATCHERS, HOLDER } from './audiences.js';
export { AUTHORISATION_LETTERS } from './letters.js';
export { type Kind } from './kind.js';
export { AUTHORISATION_STATUSES, mayBecome, mayChange, type Status } from './status.js';
export {
  AUTHORITIES,
  authoritiesOf,
  DECISION_KINDS,
  DECISIONS,
  isAap,
  type Authority,
  type Decision,
  type DecisionKind,
  type DecisionOf,
} from './life/decision.js';
export { changesOf, type Change, type TimelyChange } from './life/changes.js';
export { concernsCentres, deadlinesOf, type Deadline, type DeadlineCode, type PutTerms } from './life/deadlines.js';
export { decisionKindsOf, judgeDecision, judgeHistory, longestSuspension, longestTerm, type Refusal } from './life/judge.js';
export { endOf, lifeOf, uncoveredOf, type End, type Life } from './life/life.js';
export { warningsOn, type Warning } from './life/warnings.js';
export { standingOn, statusTurnOn, turnOn, turnsOf, type Coverage, type Standing, type Turn } from './life/standing.js';
export { holderIdOf, openingProblems, ucdCodesOf } from './opening.js';
export { say, type AuthorisationMessage } from './say.js';
export * from './words.js';
