import type { Seriousness } from './clock.js';

/** What a declaration says of its consequences, where it stands alone. */
export const SERIOUS_WORDS: Readonly<Record<Seriousness, string>> = { yes: 'Grave', no: 'Non grave', unknown: 'Gravité inconnue' };

/** The delay of a declaration, and why it is that one (docs/decisions/0009). */
export const DELAY_WORDS: Readonly<Record<Seriousness, string>> = {
  yes: '15 jours, effet grave',
  unknown: '15 jours par prudence, gravité inconnue',
  no: '90 jours, effet non grave',
};
