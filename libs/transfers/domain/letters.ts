import { ANSWERABLE, WITH_ACCESS } from '#access-rights/domain';
import { letter, toFile } from '#kernel/domain';
import { CENTRE_TRANSFER_ACTS, TRANSFER_ACTS } from './acts.js';

const toPatients = (): string => 'patients';

/** Both centres are told (charter C10.1): nothing of the patient, nor which centre the other one is. */
export const TRANSFER_LETTERS = {
  arrived: letter({
    name: 'transfer-arrived',
    label: 'Patient arrivé dans le centre',
    tells: [TRANSFER_ACTS.done],
    to: WITH_ACCESS,
    words: {
      subject: 'Passerelle\u00a0: un patient est désormais suivi par votre centre',
      title: 'Un patient est désormais suivi par votre centre',
      paragraphs: [
        'Le gestionnaire vous a transféré le dossier d’un patient. Vous le lisez en entier, et les visites à compter de la date du transfert sont les vôtres.',
        'Ce que l’autre centre a saisi se lit et ne se modifie pas chez vous\u202f; les champs qu’il a laissés vides vous sont ouverts.',
      ],
      button: 'Ouvrir le dossier',
    },
    place: toFile,
  }),
  left: letter({
    name: 'transfer-left',
    label: 'Patient parti du centre',
    tells: [CENTRE_TRANSFER_ACTS.left],
    to: ANSWERABLE,
    words: {
      subject: 'Passerelle\u00a0: un patient est désormais suivi par un autre centre',
      title: 'Un patient de votre centre est désormais suivi ailleurs',
      paragraphs: [
        'Le gestionnaire a transféré le dossier d’un patient à un autre centre.',
        'Vous continuez à lire ce que vous avez saisi, à terminer et à corriger vos fiches des visites d’avant cette date, et à répondre aux queries qui les concernent.',
      ],
      button: 'Voir les patients',
    },
    place: toPatients,
  }),
  announced: letter({
    name: 'transfer-announced',
    label: 'Transfert prévu',
    tells: [CENTRE_TRANSFER_ACTS.announced],
    to: ANSWERABLE,
    words: {
      subject: 'Passerelle\u00a0: le transfert d’un patient est prévu',
      title: 'Un transfert qui concerne votre centre est prévu',
      paragraphs: [
        'Le gestionnaire a prévu le transfert d’un patient qui quittera votre centre, ou qui y arrivera.',
        'Rien ne change avant la date prévue. Ce jour-là, le centre qui reçoit le patient lira tout son dossier et prendra en charge ses visites.',
      ],
      button: 'Ouvrir Passerelle',
    },
    place: toPatients,
  }),
  calledOff: letter({
    name: 'transfer-called-off',
    label: 'Transfert sans suite',
    tells: [CENTRE_TRANSFER_ACTS.calledOff],
    to: ANSWERABLE,
    words: {
      subject: 'Passerelle\u00a0: le transfert d’un patient est sans suite',
      title: 'Un transfert qui concernait votre centre est sans suite',
      paragraphs: ['Le gestionnaire a annulé ou défait le transfert d’un patient\u00a0: le centre qui le suivait avant continue.'],
      button: 'Voir les patients',
    },
    place: toPatients,
  }),
} as const;
