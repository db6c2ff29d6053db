/**
 * Why a sign-in, or an authentication for signing, did not succeed: the client's address `/connexion?probleme=<code>` carries the code, and
 * this is what it says. What happened, then what to do.
 */
export const SIGN_IN_REFUSALS = {
  cancelled: 'Vous avez renoncé à vous connecter. Choisissez un moyen de connexion pour recommencer.',
  'forged-state':
    'Votre demande de connexion n’est plus connue ici\u00a0: elle a expiré, ou elle a été commencée dans un autre navigateur. Recommencez depuis cette page.',
  'lapsed-request':
    'Votre connexion a expiré\u00a0: elle a attendu trop longtemps chez le fournisseur d’identité, ou d’autres l’ont suivie. Recommencez depuis cette page\u00a0: vous irez où vous vouliez.',
  'used-answer':
    'Cette réponse du fournisseur d’identité a déjà servi, ici ou dans un autre onglet\u00a0: rien n’a été fait une seconde fois.',
  'provider-failed': 'Le fournisseur d’identité n’a pas répondu comme attendu. Réessayez dans quelques minutes.',
  'untrusted-token':
    'La réponse du fournisseur d’identité n’est pas signée comme attendu. Prévenez votre administrateur si cela se répète.',
  'wrong-issuer': 'La réponse ne vient pas du fournisseur d’identité demandé. Recommencez depuis cette page.',
  'wrong-audience': 'La réponse du fournisseur d’identité était destinée à une autre application. Recommencez depuis cette page.',
  'wrong-nonce': 'La réponse du fournisseur d’identité ne correspond pas à votre demande. Recommencez depuis cette page.',
  'expired-token': 'La réponse du fournisseur d’identité est arrivée trop tard. Recommencez depuis cette page.',
  'weak-authentication':
    'Le fournisseur d’identité ne vous a pas authentifié avec un niveau de garantie suffisant. Recommencez avec votre carte CPS ou votre e-CPS, ou avec votre second facteur.',
  'userinfo-unreadable': 'Le fournisseur d’identité n’a pas donné les informations de votre compte. Réessayez dans quelques minutes.',
  'userinfo-other-subject':
    'Le fournisseur d’identité a donné les informations d’une autre personne\u00a0: la connexion est refusée. Prévenez votre administrateur.',
  'nameless-account':
    'Votre compte ne porte ni nom ni prénom\u00a0: les comptes sont nominatifs. Faites-le compléter par votre administrateur.',
  'unknown-account': 'Aucun compte n’est ouvert à votre nom du côté de l’opérateur. Demandez-le au gestionnaire de la plateforme.',
  'closed-account': 'Votre compte a été fermé. Adressez-vous au gestionnaire de la plateforme.',
  'staff-elsewhere': 'Ce compte est celui d’un exploitant ou de l’opérateur\u00a0: connectez-vous par le bouton qui lui est réservé.',
  locked:
    'L’écran s’est verrouillé\u00a0: reconnectez-vous, avec votre mot de passe, pour retrouver votre page. Ce qui était saisi dans une fiche et pas encore enregistré est gardé, chiffré, sur ce poste.',
  'session-expired': 'Votre session s’est terminée. Connectez-vous de nouveau.',
  'not-fresh': 'Le fournisseur d’identité ne vous a pas authentifié de nouveau\u00a0: rien n’a été fait. Recommencez.',
  'not-proved':
    'Votre session s’était fermée, ou cet appareil a été confié à un patient\u00a0: le fournisseur d’identité doit vous authentifier de nouveau, et ne l’a pas fait. Recommencez.',
  'other-person': 'Une autre personne s’est authentifiée\u00a0: rien n’a été fait. Recommencez avec votre propre compte.',
  'someone-else':
    'L’écran avait été verrouillé, ou l’appareil confié à un patient, par une autre personne\u00a0: vous êtes connecté à votre propre compte, et la page qu’elle avait laissée n’est pas la vôtre. Ce qu’elle n’avait pas enregistré l’attend sur ce poste, chiffré.',
  'too-many-requests': 'Trop de connexions ont été demandées depuis votre réseau. Réessayez dans une minute.',
  unexpected: 'La connexion n’a pas abouti à cause d’une erreur de notre côté. Réessayez dans quelques minutes.',
} as const;

export type SignInRefusal = keyof typeof SIGN_IN_REFUSALS;

interface Text {
  readonly text: string;
}

/** Why a line of a FINESS file, or what was read in it, is no centre: what is wrong, then what is expected. */
export const FINESS_FRENCH = {
  'cells-missing': ({ cells, expected }: { readonly cells: number; readonly expected: number }) =>
    `La ligne a ${cells} colonne${cells > 1 ? 's' : ''}\u00a0: ${expected} au moins sont attendues, séparées par des points-virgules, comme dans l’extraction publique de FINESS.`,
  'no-finess': ({ text }: Text) =>
    `«\u00a0${text}\u00a0» n’est pas un numéro FINESS\u00a0: 9 caractères, le département (2 chiffres, ou 2A, 2B) puis 7 chiffres, par exemple 010000024.`,
  'wrong-finess-key': ({ text }: Text) =>
    `Le dernier chiffre de ${text} ne correspond pas aux autres\u00a0: le numéro FINESS est mal recopié. Vérifiez-le dans le registre.`,
  'no-legal-finess': ({ text }: Text) =>
    `Le numéro FINESS de l’entité juridique${text && ` («\u00a0${text}\u00a0»)`} manque ou est mal recopié. Vérifiez-le dans le registre.`,
  'no-centre-name': ({ text }: Text) => `Le centre ${text} n’a pas de nom. Indiquez sa raison sociale.`,
  'centre-name-too-long': ({ most }: { readonly most: number }) => `Le nom du centre a plus de ${most} caractères. Abrégez-le.`,
  'told-twice': ({ first }: { readonly first: number }) => `Ce centre est déjà à la ligne ${first}\u00a0: une seule des deux est gardée.`,
};
