import { frenchDate, type LookWords } from '#kernel/domain';
import type { Clock, Seriousness } from './clock.js';

/** What a declaration says of its consequences, where it stands alone. */
export const SERIOUS_WORDS: Readonly<Record<Seriousness, string>> = { yes: 'Grave', no: 'Non grave', unknown: 'Gravité inconnue' };

/** The delay of a declaration, and why it is that one (docs/decisions/0009). */
export const DELAY_WORDS: Readonly<Record<Seriousness, string>> = {
  yes: '15 jours, effet grave',
  unknown: '15 jours par prudence, gravité inconnue',
  no: '90 jours, effet non grave',
};

/** How much is left of a delay: `encore 14 jours (16/03/2026)`. */
export function leftInWords({ daysLeft, dueOn }: Clock): string {
  const day = frenchDate(dueOn);
  if (daysLeft === 0) return `dernier jour aujourd’hui (${day})`;
  const days = Math.abs(daysLeft);
  const counted = `${days} jour${days > 1 ? 's' : ''}`;
  return daysLeft < 0 ? `dépassé de ${counted} (${day})` : `encore ${counted} (${day})`;
}

/** Words that are in too many terms of a dictionary, or in none, to say which one is meant: folded. */
export const SMALL_WORDS: ReadonlySet<string> = new Set(
  'aux avec chez dans des elle est les lors par pas patient patiente pour que qui ses son sur suite une'.split(' '),
);

export const CASE_LOOKS: LookWords = {
  channels: 'voies de déclaration',
  case: 'déclaration',
  declaration: 'contenu d’une déclaration',
  declarations: 'contenu d’une déclaration',
  pv: 'pharmacovigilance',
};
