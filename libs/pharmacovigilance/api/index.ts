export { pharmacovigilanceCapability } from './capability.js';
export { openCases } from './case-tasks.js';
export { CASE_COLUMNS } from './case.store.js';
export * from './cases.messages.js';
export { Dictionaries } from './dictionaries.js';
export * from './transmission.messages.js';
