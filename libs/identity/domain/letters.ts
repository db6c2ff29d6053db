import { letter, THEMSELVES } from '#kernel/domain';
import { IDENTITY_ACTS } from './acts.js';

const UNLESS_YOU = 'Si ce n’est pas vous, prévenez aussitôt le gestionnaire de Passerelle, et changez votre mot de passe.';

/** What a person is told of their own sign-in, no matter who acted: a theft is seen by its owner. */
export const IDENTITY_LETTERS = {
  factorEnrolled: letter({
    name: 'second-factor-enrolled',
    label: 'Second facteur enregistré',
    tells: [IDENTITY_ACTS.factorEnrolled],
    to: THEMSELVES,
    words: {
      subject: 'Passerelle\u00a0: un second facteur a été enregistré',
      title: 'Un second facteur a été enregistré pour votre compte',
      paragraphs: [
        'Une clé d’accès ou une application d’authentification vient d’être enregistrée pour votre compte\u00a0: elle ouvre vos prochaines sessions, avec votre mot de passe.',
        UNLESS_YOU,
      ],
      button: 'Voir mes seconds facteurs',
    },
    place: () => 'mes-sessions',
  }),
  factorRemoved: letter({
    name: 'second-factor-removed',
    label: 'Second facteur retiré',
    tells: [IDENTITY_ACTS.factorRemoved],
    to: THEMSELVES,
    words: {
      subject: 'Passerelle\u00a0: un second facteur a été retiré',
      title: 'Un second facteur a été retiré de votre compte',
      paragraphs: [
        'Une clé d’accès ou une application d’authentification vient d’être retirée de votre compte, et vos autres sessions ont été fermées.',
        UNLESS_YOU,
      ],
      button: 'Voir mes seconds facteurs',
    },
    place: () => 'mes-sessions',
  }),
  putToSleep: letter({
    name: 'account-asleep',
    label: 'Compte mis en sommeil',
    tells: [IDENTITY_ACTS.putToSleep],
    to: THEMSELVES,
    words: {
      subject: 'Passerelle\u00a0: votre compte est en sommeil',
      title: 'Votre compte est en sommeil',
      paragraphs: [
        'Vous ne vous êtes pas connecté depuis longtemps\u00a0: votre compte n’ouvre plus rien pour le moment. Ce que vous avez saisi et signé reste.',
        'À l’hôpital, il suffit de vous connecter de nouveau. Chez l’exploitant ou l’opérateur, demandez au gestionnaire de Passerelle de rouvrir votre compte.',
      ],
      button: 'Me connecter',
    },
    place: () => '',
  }),
  toldToHaveLeft: letter({
    name: 'told-to-have-left',
    label: 'Départ signalé par le centre',
    tells: [IDENTITY_ACTS.toldToHaveLeft],
    to: THEMSELVES,
    words: {
      subject: 'Passerelle\u00a0: un de vos profils est en sommeil',
      title: 'Un de vos profils est en sommeil',
      paragraphs: [
        'Un centre a indiqué, lors de sa revue annuelle des accès, que vous n’y travaillez plus\u00a0: votre profil n’y ouvre plus rien. Ce que vous avez saisi et signé reste.',
        'Si vous y travaillez encore, il suffit de vous connecter de nouveau.',
      ],
      button: 'Me connecter',
    },
    place: () => '',
  }),
} as const;
