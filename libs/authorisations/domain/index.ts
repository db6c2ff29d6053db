export * from './acts.js';
export { HOLDER } from './audiences.js';
export { accessInWords, groupInWords, type GroupInWords } from './access-words.js';
export { KIND_WORDS, type Kind } from './kind.js';
export { AUTHORISATION_STATUSES, mayBecome, mayChange, STATUS_WORDS, type Status } from './status.js';
