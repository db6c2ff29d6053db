import type { LookWords } from '#kernel/domain';
import type { Provider } from './person.js';

/** What the button of a provider says, and for whom it is. */
export const PROVIDER_WORDS: Readonly<Record<Provider, { readonly label: string; readonly audience: string }>> = {
  plage: { label: 'Plage', audience: 'Établissements de santé\u00a0: médecins, pharmaciens, personnel non médical' },
  psc: { label: 'Pro Santé Connect', audience: 'Professionnels de santé, avec leur carte CPS ou e-CPS' },
  operateur: {
    label: 'Exploitants et opérateur',
    audience: 'Entreprises qui exploitent les médicaments, opérateur de la plateforme',
  },
};

export const IDENTITY_LOOKS: LookWords = {
  session: 'session',
  'my-sessions': 'sessions ouvertes',
  factors: 'second facteur',
  'second-factor': 'second facteur',
};
