/** The door through which specs that kill processes start and stop the parts of the product. */
export { build } from '../build.mjs';
export { startMailbox } from '../mailbox.mjs';
export { startPostgres } from '../postgres.mjs';
export { toldPort } from '../process.mjs';
