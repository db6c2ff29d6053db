export { transfersCapability } from './capability.js';
