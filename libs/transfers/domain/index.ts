export * from './acts.js';
export * from './letters.js';
export {
  transferProblem,
  whyItStands,
  type SinceTransfer,
  type Standing,
  type TransferAsked,
  type TransferProblem,
} from './transfer-problem.js';
export * from './tasks.js';
export * from './words.js';
export { TRANSFERS_FRENCH } from './messages.fr.js';
export * from './say.js';
