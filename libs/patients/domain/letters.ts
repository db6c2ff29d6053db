import { WITH_ACCESS } from '#access-rights/domain';
import { HOLDER } from '#authorisations/domain';
import { audience, letter, toFile } from '#kernel/domain';
import { REQUEST_ACTS } from './acts.js';

/** Who had access when the request was first sent: they are told of the number, whenever it comes (charter C6.1). */
export const RECIPIENTS = audience('recipients');

export const REQUEST_LETTERS = {
  granted: letter({
    name: 'request-granted',
    label: 'Numéro d’enregistrement attribué',
    tells: [REQUEST_ACTS.granted],
    to: RECIPIENTS,
    words: {
      subject: 'Passerelle\u00a0: un numéro d’enregistrement a été attribué',
      title: 'Un numéro d’enregistrement a été attribué',
      paragraphs: [
        'Une demande d’accès que vous suivez a reçu un avis favorable\u00a0: le patient a désormais un numéro d’enregistrement.',
        'Le numéro et l’identité codée du patient se lisent côte à côte dans le dossier.',
      ],
      button: 'Ouvrir le dossier',
    },
    place: toFile,
  }),
  included: letter({
    name: 'request-included',
    label: 'Patient inclus',
    tells: [REQUEST_ACTS.included],
    to: RECIPIENTS,
    words: {
      subject: 'Passerelle\u00a0: un numéro d’enregistrement a été attribué',
      title: 'Un patient a été inclus',
      paragraphs: [
        'Une inclusion que vous suivez est ouverte\u00a0: le patient a désormais un numéro d’enregistrement. Aucun avis n’est attendu.',
        'Le numéro et l’identité codée du patient se lisent côte à côte dans le dossier.',
      ],
      button: 'Ouvrir le dossier',
    },
    place: toFile,
  }),
  refused: letter({
    name: 'request-refused',
    label: 'Avis défavorable',
    tells: [REQUEST_ACTS.refused],
    to: WITH_ACCESS,
    words: {
      subject: 'Passerelle\u00a0: une réponse à votre demande d’accès est arrivée',
      title: 'Une réponse à votre demande d’accès est arrivée',
      paragraphs: ['L’exploitant a répondu à une demande d’accès que vous suivez. Sa réponse et son motif se lisent dans le dossier.'],
      button: 'Lire la réponse',
    },
    place: toFile,
  }),
  moreAsked: letter({
    name: 'request-more-asked',
    label: 'Complément demandé',
    tells: [REQUEST_ACTS.moreAsked],
    to: WITH_ACCESS,
    words: {
      subject: 'Passerelle\u00a0: un complément vous est demandé',
      title: 'Un complément vous est demandé',
      paragraphs: [
        'L’exploitant demande un complément avant de répondre à une demande d’accès que vous suivez.',
        'Ce qu’il attend est écrit dans le dossier. Après votre complément, la fiche devra être signée de nouveau si ce que couvre une signature a changé.',
      ],
      button: 'Compléter la fiche',
    },
    place: toFile,
  }),
  arrived: letter({
    name: 'request-arrived',
    label: 'Demande à examiner',
    tells: [REQUEST_ACTS.sent],
    to: HOLDER,
    words: {
      subject: 'Passerelle\u00a0: une demande d’accès attend votre avis',
      title: 'Une demande d’accès attend votre avis',
      paragraphs: ['Un centre vient de transmettre une demande d’accès, signée du prescripteur et du pharmacien.'],
      button: 'Lire la demande',
    },
    place: toFile,
  }),
} as const;
