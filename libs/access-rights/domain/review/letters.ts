import { audience, letter, toFile } from '#kernel/domain';
import { ANSWERABLE, READING_DECIDERS } from '../audiences.js';
import { READ_GRANT_ACTS } from '../read-grant-acts.js';
import { REVIEW_ACTS } from './acts.js';

/** Who does the review of a centre: its pharmacists; its prescribers, where it has none (charter C5.7). */
export const REVIEWERS = audience('access-reviewers');

const toReview = (): string => 'revue-des-acces';

const HOW =
  'Quelques minutes suffisent\u00a0: la liste est prête, chaque accès se garde ou se retire. Une seule personne du centre fait la revue pour tous.';

/** What is told of the yearly review of a centre. Nothing in it says which centre it is. */
export const REVIEW_LETTERS = {
  due: letter({
    name: 'access-review-due',
    label: 'Revue annuelle des accès à faire',
    tells: [REVIEW_ACTS.due],
    to: REVIEWERS,
    words: {
      subject: 'Passerelle\u00a0: la revue annuelle des accès de votre centre est à faire',
      title: 'La revue annuelle des accès est à faire',
      paragraphs: ['Une fois par an, votre centre vérifie qui a accès aux dossiers de ses patients dans Passerelle.', HOW],
      button: 'Faire la revue',
    },
    place: toReview,
  }),
  late: letter({
    name: 'access-review-late',
    label: 'Revue annuelle des accès en retard',
    tells: [REVIEW_ACTS.late],
    to: REVIEWERS,
    words: {
      subject: 'Passerelle\u00a0: la revue annuelle des accès de votre centre est en retard',
      title: 'La revue annuelle des accès est en retard',
      paragraphs: ['Votre centre n’a pas encore vérifié, cette année, qui a accès aux dossiers de ses patients dans Passerelle.', HOW],
      button: 'Faire la revue',
    },
    place: toReview,
  }),
  designationFlagged: letter({
    name: 'designation-flagged',
    label: 'Désignation signalée lors d’une revue',
    tells: [REVIEW_ACTS.designationFlagged],
    to: ANSWERABLE,
    words: {
      subject: 'Passerelle\u00a0: une désignation de votre centre est à revoir',
      title: 'Une désignation est à revoir',
      paragraphs: [
        'La revue annuelle des accès de votre centre a signalé une désignation qui ne semble plus utile. Vous pouvez la retirer.',
      ],
      button: 'Voir les désignations',
    },
    place: () => 'designations',
  }),
  readingFlagged: letter({
    name: 'reading-flagged',
    label: 'Lecture signalée lors d’une revue',
    tells: [READ_GRANT_ACTS.flagged],
    to: READING_DECIDERS,
    words: {
      subject: 'Passerelle\u00a0: une lecture ouverte à un autre centre est à revoir',
      title: 'Une lecture ouverte à un autre centre est à revoir',
      paragraphs: [
        'La revue annuelle des accès de votre centre a signalé une lecture de dossier, ouverte à un pharmacien d’un autre centre, qui ne semble plus utile.',
        'Un prescripteur qui suit ce patient peut la retirer.',
      ],
      button: 'Voir le dossier',
    },
    place: toFile,
  }),
} as const;
