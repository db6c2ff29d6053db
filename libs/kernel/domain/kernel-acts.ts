import { ofStream } from './acts.js';

/** What the product does with its own records. It is written by functions of the database, which alone may do it. */
export const KERNEL_ACTS = {
  accessLogPurged: ofStream('installation', {
    name: 'access-log.purged',
    subject: 'AccessLog',
    label: 'Journal des accès purgé à son terme',
    changesRights: false,
  }),
} as const;
