import { letter, THEMSELVES, toFile } from '#kernel/domain';
import { DESIGNATION_ACTS, FACTOR_RESET_ACTS } from './acts.js';
import { ANSWERABLE, READING_ASKER, READING_DECIDERS } from './audiences.js';
import { READ_GRANT_ACTS } from './read-grant-acts.js';

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

/** Where a pharmacist finds what they asked for. */
const toDispensing = (): string => 'dispensation';

/** What is told of the reading of a file from a centre that only dispenses (charter C9.2). */
export const READ_GRANT_LETTERS = {
  asked: letter({
    name: 'reading-asked',
    label: 'Lecture d’un dossier demandée',
    tells: [READ_GRANT_ACTS.asked],
    to: READING_DECIDERS,
    words: {
      subject: 'Passerelle\u00a0: un pharmacien d’un autre centre demande à lire un dossier',
      title: 'Une demande de lecture attend votre réponse',
      paragraphs: [
        'Le pharmacien d’un autre centre, qui dispense le traitement d’un de vos patients, demande à lire son dossier.',
        'Un prescripteur de votre équipe l’accorde, jusqu’à une date qu’il choisit, ou la refuse. Tant que personne n’a répondu, rien n’est ouvert.',
      ],
      button: 'Voir la demande',
    },
    place: toFile,
  }),
  decided: letter({
    name: 'reading-decided',
    label: 'Réponse à une demande de lecture',
    tells: [READ_GRANT_ACTS.granted, READ_GRANT_ACTS.refused],
    to: READING_ASKER,
    words: {
      subject: 'Passerelle\u00a0: une réponse à votre demande de lecture',
      title: 'Le centre qui suit le patient vous a répondu',
      paragraphs: ['Vous aviez demandé à lire le dossier d’un patient suivi dans un autre centre. Un prescripteur de ce centre a répondu.'],
      button: 'Voir la réponse',
    },
    place: toDispensing,
  }),
  closed: letter({
    name: 'reading-closed',
    label: 'Fin d’une lecture',
    tells: [READ_GRANT_ACTS.withdrawn, READ_GRANT_ACTS.ended],
    to: READING_ASKER,
    words: {
      subject: 'Passerelle\u00a0: une lecture n’a plus cours',
      title: 'Une lecture n’a plus cours',
      paragraphs: [
        'Vous aviez demandé à lire le dossier d’un patient suivi dans un autre centre. Cette lecture, ou cette demande, n’a plus cours.',
        'Si vous dispensez toujours le traitement de ce patient, vous pouvez en demander une autre.',
      ],
      button: 'Voir mes demandes',
    },
    place: toDispensing,
  }),
} as const;
