export { transfersCapability } from './capability.js';
export * from './transfers.messages.js';
export { TransfersToCome } from './transfers-to-come.js';
