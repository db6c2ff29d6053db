import { letter } from '#kernel/domain';
import { AUTHORISATION_ACTS } from './acts.js';
import { DEADLINE_WATCHERS } from './audiences.js';

export const AUTHORISATION_LETTERS = {
  deadlineNear: letter({
    name: 'deadline-near',
    label: 'Échéance d’une autorisation',
    tells: [AUTHORISATION_ACTS.deadlineNear],
    to: DEADLINE_WATCHERS,
    words: {
      subject: 'Passerelle\u00a0: une échéance d’une autorisation approche',
      title: 'Une échéance d’une autorisation approche',
      paragraphs: [
        'Une échéance d’une autorisation qui vous concerne arrive à son terme dans les deux mois.',
        'Laquelle, quel jour et ce qu’elle demande sont sur la page de l’autorisation. Une fois qu’elle est tenue, enregistrez-le\u00a0: vous ne serez plus prévenu.',
      ],
      button: 'Voir l’échéance',
    },
    place: ({ stream }) => `autorisations/${stream.id}`,
  }),
} as const;
