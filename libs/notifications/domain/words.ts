import type { LookWords } from '#kernel/domain';
import type { SendingState } from './sending.js';

/** Where the sending of an e-mail stands, and what there is to do about it (charter C6.4). */
export const SENDING_WORDS: Readonly<Record<SendingState, { readonly label: string; readonly meaning: string }>> = {
  pending: { label: 'à envoyer', meaning: 'L’envoi sera tenté, et repris jusqu’à ce qu’il aboutisse.' },
  sending: { label: 'en cours d’envoi', meaning: 'Le message est remis au serveur de messagerie.' },
  sent: { label: 'envoyé', meaning: 'Le serveur de messagerie a accepté le message.' },
  unknown: {
    label: 'incertain',
    meaning: 'L’envoi a été interrompu\u202f; il est repris une fois, avec le même identifiant de message.',
  },
  unconfirmed: {
    label: 'non confirmé',
    meaning: 'Rien ne dit si le message est arrivé. Prévenez la personne par un autre moyen.',
  },
  nobody: {
    label: 'sans destinataire',
    meaning:
      'L’exploitant n’a aucun compte actif. Prévenez-le par un autre moyen, et faites-lui ouvrir un compte\u00a0: l’e-mail partira alors.',
  },
  withheld: { label: 'retenu', meaning: 'La personne n’a plus accès à ce dossier\u00a0: rien ne lui est envoyé.' },
};

export const MAIL_LOOKS: LookWords = {
  notification: 'envoi',
  notifications: 'envoi',
  me: 'réglages personnels',
};
