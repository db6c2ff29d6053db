import { letter, THEMSELVES } from '#kernel/domain';

/** E-mails that are no longer sent, as they were called: rows of earlier versions are told still. */
export const FORMER_LETTERS: ReadonlyMap<string, string> = new Map([
  ['form-locked', 'Fiche verrouillée'],
  ['form-unlocked', 'Verrou levé'],
]);

/** The message of the day: what waits in a centre, as counts. Its capability writes it itself, a row a day (docs/decisions/0016). */
export const DAY_DIGEST = letter({
  name: 'day-digest',
  label: 'Message du jour',
  tells: [],
  to: THEMSELVES,
  words: {
    subject: 'Passerelle\u00a0: ce qui vous attend aujourd’hui',
    title: 'Ce qui vous attend aujourd’hui',
    paragraphs: [
      'Dans votre centre\u00a0:',
      'Vous recevez ce message une fois par jour au plus, quand quelque chose vous attend. Vous pouvez l’arrêter dans «\u00a0Votre profil\u00a0».',
    ],
    button: 'Ouvrir l’accueil',
  },
  place: () => '',
});
