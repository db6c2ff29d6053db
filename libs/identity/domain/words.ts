import { own, type LookWords } from '#kernel/domain';
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

/** By which clock the days of a centre go. */
const CLOCKS: Readonly<Record<string, string>> = {
  'America/Guadeloupe': 'heure de la Guadeloupe',
  'America/Martinique': 'heure de la Martinique',
  'America/Cayenne': 'heure de la Guyane',
  'Indian/Reunion': 'heure de La Réunion',
  'Indian/Mayotte': 'heure de Mayotte',
};

/** A time zone in words: Paris where it is no other's. */
export function clockInWords(zone: string): string {
  return own(CLOCKS, zone) ?? 'heure de Paris';
}

export const IDENTITY_LOOKS: LookWords = {
  centres: 'centre',
  session: 'session',
  'my-sessions': 'sessions ouvertes',
  factors: 'second facteur',
  'second-factor': 'second facteur',
};
