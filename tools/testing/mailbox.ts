/** The door through which specs use the demonstration's mailbox, and let it fail. */
export { startMailbox } from '../mailbox.mjs';
