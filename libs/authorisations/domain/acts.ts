import { ofStream } from '#kernel/domain';
import type { Status } from './status.js';

/** What is done with an authorisation (charter R5). */
export const AUTHORISATION_ACTS = {
  statusChanged: ofStream<{ readonly from: Status; readonly to: Status; readonly reason: string }>('authorisation', {
    name: 'authorisation.status-changed',
    subject: 'Authorisation',
    label: 'Statut d’une autorisation changé',
  }),
} as const;
