export * from './acts.js';
export { linkProblem, type Linked } from './link-problem.js';
export { CONTINUITY_FRENCH } from './messages.fr.js';
export * from './say.js';
export { whyNotContinued, type FormerStanding } from './why-not-continued.js';
export * from './words.js';
