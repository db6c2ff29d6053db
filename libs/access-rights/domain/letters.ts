import { letter, THEMSELVES } from '#kernel/domain';
import { DESIGNATION_ACTS, FACTOR_RESET_ACTS } from './acts.js';
import { ANSWERABLE } from './audiences.js';

export const ACCESS_LETTERS = {
  designationAuthorLeft: letter({
    name: 'designation-author-left',
    label: 'Désignations d’une personne partie',
    tells: [DESIGNATION_ACTS.authorLeft],
    to: ANSWERABLE,
    words: {
      subject: 'Passerelle\u00a0: des désignations de votre centre sont à renouveler ou à retirer',
      title: 'Des désignations sont à renouveler ou à retirer',
      paragraphs: [
        'La personne qui avait ouvert une autorisation à des collègues a quitté votre centre. Ces désignations valent toujours.',
        'Un pharmacien, ou un prescripteur qui a accès, les renouvelle en son nom ou les retire.',
      ],
      button: 'Voir les désignations',
    },
    place: () => 'designations',
  }),
  factorReset: letter({
    name: 'second-factor-reset',
    label: 'Second facteur réinitialisé',
    tells: [FACTOR_RESET_ACTS.done],
    to: THEMSELVES,
    words: {
      subject: 'Passerelle\u00a0: votre second facteur a été réinitialisé',
      title: 'Votre second facteur a été réinitialisé',
      paragraphs: [
        'Ceux qui gèrent Passerelle ont réinitialisé votre second facteur (clé d’accès ou application d’authentification), et vos sessions ont été fermées.',
        'À votre prochaine connexion, vous en enregistrerez un nouveau. Si vous ne l’avez pas demandé, prévenez aussitôt le gestionnaire de Passerelle.',
      ],
      button: 'Me connecter et enregistrer un second facteur',
    },
    place: () => 'mes-sessions',
  }),
} as const;
