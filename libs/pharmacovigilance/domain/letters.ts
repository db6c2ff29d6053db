import { HOLDER } from '#authorisations/domain';
import { letter, type Told } from '#kernel/domain';
import { CASE_ACTS } from './acts.js';

const toCase = ({ subject }: Told): string => `pharmacovigilance/${subject}`;

/** What the holder's pharmacovigilance is told at once (charter P3). */
export const CASE_LETTERS = {
  received: letter({
    name: 'case-received',
    label: 'Déclaration de pharmacovigilance',
    tells: [CASE_ACTS.received],
    to: HOLDER,
    words: {
      subject: 'Passerelle\u00a0: une déclaration de pharmacovigilance est arrivée',
      title: 'Une déclaration de pharmacovigilance vient d’être enregistrée',
      paragraphs: [
        'Un centre vient d’enregistrer une déclaration, ou d’en compléter une. Ce premier enregistrement est le jour 0\u00a0: le délai court.',
        'La saisie peut continuer\u00a0: ouvrez la déclaration sans attendre qu’elle soit complète, et prenez-la en charge.',
      ],
      button: 'Ouvrir la déclaration',
    },
    place: toCase,
  }),
  becameSerious: letter({
    name: 'case-became-serious',
    label: 'Déclaration devenue plus urgente',
    tells: [CASE_ACTS.becameSerious, CASE_ACTS.clockShortened],
    to: HOLDER,
    words: {
      subject: 'Passerelle\u00a0: une déclaration de pharmacovigilance est devenue plus urgente',
      title: 'Une déclaration déjà reçue est devenue plus urgente',
      paragraphs: [
        'Le centre a modifié une déclaration déjà reçue\u00a0: elle relève désormais du délai le plus court. Le jour 0 n’a pas changé.',
        'Relisez-la et prenez-la en charge, même si elle l’avait déjà été.',
      ],
      button: 'Ouvrir la déclaration',
    },
    place: toCase,
  }),
} as const;
