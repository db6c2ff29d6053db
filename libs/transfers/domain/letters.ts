import { WITH_ACCESS } from '#access-rights/domain';
import { letter, toFile } from '#kernel/domain';
import { TRANSFER_ACTS } from './acts.js';

export const TRANSFER_LETTERS = {
  asked: letter({
    name: 'transfer-asked',
    label: 'Transfert demandé',
    tells: [TRANSFER_ACTS.asked],
    to: WITH_ACCESS,
    words: {
      subject: 'Passerelle\u00a0: un transfert est demandé',
      title: 'Un transfert est demandé',
      paragraphs: ['Le transfert d’un dossier que vous suivez est demandé.'],
      button: 'Ouvrir le dossier',
    },
    place: toFile,
  }),
} as const;
