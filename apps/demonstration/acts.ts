import { ofStream } from '#kernel/domain';

const DEMONSTRATION = { subject: 'demonstration', changesRights: false };

/** How far the demonstration came: what was interrupted goes on. */
export const DEMONSTRATION_ACTS = {
  begun: ofStream('installation', { ...DEMONSTRATION, name: 'demonstration.begun', label: 'Démonstration commencée' }),
  ready: ofStream('installation', { ...DEMONSTRATION, name: 'demonstration.ready', label: 'Démonstration prête' }),
} as const;
