import { KERNEL_FRENCH } from '#kernel/domain';
import type { ProblemCode } from './http/problems.js';

/** What each refusal is, in general. */
export const PROBLEM_TITLES: Readonly<Record<ProblemCode, string>> = {
  'invalid-request': 'Certaines réponses manquent ou ne conviennent pas.',
  'broken-json': 'Le contenu envoyé n’est pas un JSON lisible.',
  'unknown-property': 'La demande contient une propriété inconnue.',
  'bad-cursor': 'Le repère de page n’est pas valable.',
  'not-signed-in': 'Vous n’êtes pas connecté.',
  'session-expired': 'Votre session est terminée.',
  'profile-not-chosen': 'Choisissez d’abord le profil dans lequel vous travaillez.',
  csrf: 'La demande ne vient pas de cette application.',
  'not-allowed': 'Votre rôle ne permet pas cet acte.',
  'handed-over': 'Cet appareil est confié au patient\u00a0: un professionnel doit s’authentifier pour reprendre la main.',
  'second-factor': 'Votre second facteur vous est demandé avant toute autre chose.',
  'not-found': 'Cette page n’existe pas, ou vous n’y avez pas accès.',
  conflict: 'L’état actuel ne permet pas cet acte.',
  'value-conflict': 'Une autre personne a modifié la même réponse.',
  'queries-in-progress': 'Des queries sont en cours sur cette fiche.',
  'form-locked': 'Cette fiche est verrouillée.',
  'stale-state': 'L’état a changé depuis que vous l’avez lu.',
  'too-large': 'Le contenu envoyé est trop volumineux.',
  'unsupported-media': 'Ce type de contenu n’est pas accepté.',
  'unprocessable-values': 'Certaines réponses ne sont pas acceptables.',
  'unknown-item': 'Ce champ n’existe pas dans le protocole (charte, C1.1).',
  'reason-required': 'Un motif est demandé pour modifier une réponse d’une fiche terminée.',
  'checks-failed': 'Des réponses de la fiche se contredisent.',
  gaps: 'La fiche ne peut pas encore être signée.',
  'idempotency-mismatch': 'Cette clé a déjà servi pour une autre demande.',
  'protocol-invalid': 'Le protocole contient des erreurs.',
  'key-required': 'Une création doit porter sa clé (Idempotency-Key).',
  'precondition-required': 'L’état lu doit être indiqué (If-Match).',
  'too-many-requests': 'Trop de demandes en peu de temps.',
  unexpected: 'Une erreur est survenue de notre côté.',
  'provider-failed': 'Le fournisseur d’identité n’a pas répondu comme attendu.',
  unavailable: 'Le service n’est pas disponible pour le moment.',
};

interface Names {
  readonly names: readonly string[];
}

/** What the server says of any request, whatever it is about. */
export const KERNEL_API_FRENCH = {
  ...KERNEL_FRENCH,

  'value-unreadable': () => 'Cette valeur ne peut pas être lue\u00a0: envoyez un texte, un nombre ou une liste.',
  'object-expected': () => 'Un objet JSON est attendu.',
  'unreadable-request': () => 'La demande n’est pas lisible.',
  'check-syntax': () => 'Vérifiez les guillemets, les virgules et les accolades du contenu envoyé.',
  'body-at-most': () => 'Le contenu envoyé dépasse 1\u00a0Mo, la limite de toute demande.',
  'utf-8-expected': () => 'Le contenu est attendu en UTF-8.',
  'plain-or-compressed': () => 'Le contenu est attendu tel quel, ou compressé par gzip, deflate ou br.',
  'unknown-properties': ({ names }: Names) => `Propriété inconnue\u00a0: ${names.join(', ')}.`,
  'unknown-parameters': ({ names }: Names) => `Paramètre inconnu\u00a0: ${names.join(', ')}.`,
  'unknown-parameter-here': () => 'Cette adresse ne connaît pas ce paramètre.',
  'from-the-beginning': () => 'Reprenez la liste à son début.',
  'version-expected': () => 'Indiquez la version lue, par exemple If-Match: "3".',
  'read-again': () => 'Une autre personne a agi entre-temps. Relisez la page, puis recommencez si besoin.',
  'key-expected': () => 'Donnez à la demande un en-tête Idempotency-Key de 8 à 200 caractères, le même si vous la répétez.',
  'another-key': () => 'Envoyez la nouvelle demande avec une nouvelle clé.',
  'nothing-saved': () => 'Rien n’a été enregistré. Réessayez dans quelques instants.',
  'try-again-in': ({ seconds }: { readonly seconds: number }) =>
    `Rien n’a été fait de cette demande. Réessayez dans ${seconds} seconde${seconds > 1 ? 's' : ''}.`,

  'text-at-most': ({ most }: { readonly most: number }) => `${most} caractères au plus sont prévus.`,
  'unprintable-text': KERNEL_FRENCH['unprintable-text'],
  'text-blank': () => 'Ce texte ne contient que des espaces ou des caractères invisibles. Saisissez-le, ou laissez-le vide.',
  'text-on-one-line': () => 'Ce texte tient sur une seule ligne.',
  'reason-within': ({ min, max }: { readonly min: number; readonly max: number }) =>
    `Indiquez le motif, en ${min} à ${max >= 1000 ? `${Math.floor(max / 1000)}\u202f000` : max} caractères.`,

  'documents-waiting': ({ count }: { readonly count: number }) =>
    `Vous avez déjà demandé ${count} documents qui ne sont pas encore prêts. Attendez qu’ils arrivent, puis demandez celui-ci.`,
  'document-not-made': () => 'Le document n’a pas pu être préparé. Réessayez\u202f; si cela dure, prévenez le gestionnaire.',
};
