import { NBSP, quoted } from '../language/french.js';
import type { Meant } from './protocol-problem.js';

/** What people are told of a problem: what is wrong, and what to do. */
export interface Told {
  readonly message: string;
  readonly fix: string;
}

export function told(message: string, fix: string): Told {
  return { message, fix };
}

/** What to do about a name that is not known. */
export function suggestion(meant: Meant): string {
  if ('nearest' in meant) return `Vouliez-vous dire ${quoted(meant.nearest)}${NBSP}?`;
  if (meant.known.length === 0) return 'Il n’en existe aucun ici.';
  return `Prévus ici${NBSP}: ${meant.known.join(', ')}${meant.more ? '…' : ''}.`;
}
