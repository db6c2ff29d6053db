interface Named {
  readonly code: string;
}

/** Why a compassionate access is not linked to an early one, or a patient's collection does not go on there. */
export const CONTINUITY_FRENCH = {
  'link-itself': () => 'Une autorisation ne prend pas le relais d’elle-même\u00a0: choisissez l’accès précoce.',
  'link-wrong-way': ({ code }: Named) =>
    `${code} n’est pas un accès compassionnel\u00a0: le relais va de l’accès compassionnel à l’accès précoce, jamais dans l’autre sens.`,
  'link-not-early': ({ code }: Named) => `${code} n’est pas un accès précoce\u00a0: choisissez celui qui prend le relais.`,
  'link-other-holder': ({ code }: Named) =>
    `${code} est d’un autre exploitant\u00a0: un patient n’est jamais partagé entre deux entreprises.`,
  'link-other-medicine': ({ code }: Named) => `${code} concerne un autre médicament\u00a0: le relais se fait pour la même substance.`,
  'linked-already': ({ code }: Named) => `${code} prend déjà le relais de cette autorisation.`,

  'not-followed': () => 'Ce patient n’a pas de numéro sous l’accès compassionnel\u00a0: il n’y a pas de recueil à poursuivre.',
  'follow-up-ended': () => 'Le décès ou la fin du suivi de ce patient est enregistré\u00a0: il n’y a pas de recueil à poursuivre.',
  'treatment-stopped': () =>
    'L’arrêt définitif du traitement est enregistré\u00a0: une nouvelle demande se fait alors depuis l’autorisation, sans reprise.',
  'continued-already': () => 'Une demande d’accès précoce existe déjà pour ce patient\u00a0: elle se lit depuis son dossier.',
};
