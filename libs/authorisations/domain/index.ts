export * from './acts.js';
export { HOLDER } from './audiences.js';
export { type Kind } from './kind.js';
export { AUTHORISATION_STATUSES, mayBecome, mayChange, type Status } from './status.js';
export * from './words.js';
