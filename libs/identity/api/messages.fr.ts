/** What the server says of sessions, profiles and second factors. Refusals of sign-in are the domain's (`SIGN_IN_REFUSALS`): the client says them. */
export const IDENTITY_API_FRENCH = {
  'load-again': () => 'Rechargez la page, puis recommencez\u00a0: rien n’a été enregistré.',
  'not-your-profile': () => 'Ce profil n’est pas, ou n’est plus, l’un des vôtres.',
  'this-very-session': () => 'Cette session est celle que vous utilisez\u00a0: déconnectez-vous pour la fermer.',
  'session-ended': () => 'Cette session est déjà fermée.',

  'question-is-over': ({ from }: { readonly from: 'here' | 'sessions' }) =>
    `Cette demande a expiré ou a déjà servi. Recommencez depuis ${from === 'here' ? 'cette page' : 'la page de vos sessions'}.`,
  'not-your-factor': () => 'Ce second facteur n’est pas, ou n’est plus, l’un des vôtres.',
  'your-only-factor': () => 'C’est votre seul second facteur, et il vous en faut un\u00a0: ajoutez-en un autre avant de retirer celui-ci.',
  'factors-at-most': ({ most }: { readonly most: number }) =>
    `${most} moyens au plus sont prévus\u00a0: retirez-en un que vous n’utilisez plus.`,
  'prove-yourself': () =>
    'Prouvez d’abord de nouveau qui vous êtes\u00a0: revenez à «\u00a0Mes sessions et facteurs\u00a0», puis «\u00a0Ajouter un second facteur\u00a0».',
  'no-factor-asked': () => 'Aucun second facteur ne vous est demandé pour le moment.',

  'no-passkey': () => 'Vous n’avez pas de clé d’accès ici.',
  'passkey-unknown': () => 'Cette clé d’accès n’est pas reconnue ici. Recommencez, ou utilisez un autre de vos moyens.',
  'passkey-unusable': () => 'Le navigateur n’a pas donné de clé d’accès utilisable ici. Recommencez.',
  'passkey-exists': () => 'Cette clé d’accès est déjà enregistrée.',

  'code-used': () => 'Ce code a déjà servi\u00a0: attendez le suivant.',
  'code-wrong': () => 'Ce code ne convient pas. Saisissez celui qui est affiché.',
  'code-wrong-or-late': () => 'Ce code ne convient pas. Vérifiez l’heure de l’appareil, puis saisissez le code affiché.',
  'app-unreadable': () =>
    'Passerelle ne peut plus lire votre application d’authentification\u00a0: aucun de ses codes ne sera reconnu. Donnez une clé d’accès si vous en avez une ici\u00a0; sinon, demandez à un gestionnaire de réinitialiser votre second facteur.',
  'too-many-codes': ({ seconds }: { readonly seconds: number }) => {
    const wait = seconds < 120 ? `${seconds} seconde${seconds > 1 ? 's' : ''}` : `${Math.ceil(seconds / 60)} minutes`;
    return `Trop de codes erronés de suite\u00a0: attendez ${wait}, puis réessayez.`;
  },
};
