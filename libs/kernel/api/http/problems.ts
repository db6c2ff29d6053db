/**
 * Every way in which the API says no (RFC 9457). A code, once published, keeps its meaning for ever. `title` is French and general; the
 * `detail` given where it is thrown says what, where and what to do.
 */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'Certaines réponses manquent ou ne conviennent pas.' },
  'broken-json': { status: 400, title: 'Le contenu envoyé n’est pas un JSON lisible.' },
  'unknown-property': { status: 400, title: 'La demande contient une propriété inconnue.' },
  'bad-cursor': { status: 400, title: 'Le repère de page n’est pas valable.' },
  'not-signed-in': { status: 401, title: 'Vous n’êtes pas connecté.' },
  'session-expired': { status: 401, title: 'Votre session est terminée.' },
  'profile-not-chosen': { status: 403, title: 'Choisissez d’abord le profil dans lequel vous travaillez.' },
  csrf: { status: 403, title: 'La demande ne vient pas de cette application.' },
  'not-allowed': { status: 403, title: 'Votre rôle ne permet pas cet acte.' },
  'handed-over': {
    status: 403,
    title: 'Cet appareil est confié au patient\u00a0: un professionnel doit s’authentifier pour reprendre la main.',
  },
  'second-factor': { status: 403, title: 'Votre second facteur vous est demandé avant toute autre chose.' },
  'not-found': { status: 404, title: 'Cette page n’existe pas, ou vous n’y avez pas accès.' },
  conflict: { status: 409, title: 'L’état actuel ne permet pas cet acte.' },
  'value-conflict': { status: 409, title: 'Une autre personne a modifié la même réponse.' },
  'queries-in-progress': { status: 409, title: 'Des queries sont en cours sur cette fiche.' },
  'form-locked': { status: 409, title: 'Cette fiche est verrouillée.' },
  'stale-state': { status: 412, title: 'L’état a changé depuis que vous l’avez lu.' },
  'too-large': { status: 413, title: 'Le contenu envoyé est trop volumineux.' },
  'unsupported-media': { status: 415, title: 'Ce type de contenu n’est pas accepté.' },
  'unprocessable-values': { status: 422, title: 'Certaines réponses ne sont pas acceptables.' },
  'unknown-item': { status: 422, title: 'Ce champ n’existe pas dans le protocole (charte, C1.1).' },
  'reason-required': { status: 422, title: 'Un motif est demandé pour modifier une réponse d’une fiche terminée.' },
  'checks-failed': { status: 422, title: 'Des réponses de la fiche se contredisent.' },
  gaps: { status: 422, title: 'La fiche ne peut pas encore être signée.' },
  'idempotency-mismatch': { status: 422, title: 'Cette clé a déjà servi pour une autre demande.' },
  'protocol-invalid': { status: 422, title: 'Le protocole contient des erreurs.' },
  'key-required': { status: 428, title: 'Une création doit porter sa clé (Idempotency-Key).' },
  'precondition-required': { status: 428, title: 'L’état lu doit être indiqué (If-Match).' },
  'too-many-requests': { status: 429, title: 'Trop de demandes en peu de temps.' },
  unexpected: { status: 500, title: 'Une erreur est survenue de notre côté.' },
  'provider-failed': { status: 502, title: 'Le fournisseur d’identité n’a pas répondu comme attendu.' },
  unavailable: { status: 503, title: 'Le service n’est pas disponible pour le moment.' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
