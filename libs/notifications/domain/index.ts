export * from './acts.js';
export * from './digest.js';
export * from './letters.js';
export * from './tasks.js';
export { LEASE, afterExchange, careOf, nextStep, waitAfter } from './sending.js';
export type { MailCareAct, NextStep, Outcome, Sending, SendingChange, SendingState, SettledState } from './sending.js';
export * from './words.js';
