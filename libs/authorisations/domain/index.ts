export { accessInWords, groupInWords, type GroupInWords } from './access-words.js';
export { AUTHORISATION_STATUSES, mayBecome, STATUS_WORDS, type Status } from './status.js';
