import { ofStream } from '#kernel/domain';

/** What one does with one's calendar of deadlines. It opens nothing that its owner does not see. */
export const FEED_ACTS = {
  made: ofStream('person', {
    name: 'deadline-feed.made',
    subject: 'DeadlineFeed',
    label: 'Adresse du calendrier des échéances ouverte',
    changesRights: false,
  }),
  revoked: ofStream('person', {
    name: 'deadline-feed.revoked',
    subject: 'DeadlineFeed',
    label: 'Adresse du calendrier des échéances révoquée',
    changesRights: false,
  }),
} as const;
