export { LEASE, afterExchange, nextStep, waitAfter } from './sending.js';
export type { NextStep, Outcome, Sending, SendingChange, SendingState } from './sending.js';
