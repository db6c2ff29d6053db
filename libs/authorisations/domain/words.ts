import { own } from '#kernel/domain';
import type { Kind } from './kind.js';
import type { Status } from './status.js';

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  'AAP-PRE-AMM': 'Accès précoce avant AMM',
  'AAP-POST-AMM': 'Accès précoce après AMM',
  AAC: 'Accès compassionnel nominatif',
  'AAC-PRE-PRECOCE': 'Accès compassionnel avant accès précoce',
  CPC: 'Cadre de prescription compassionnelle',
};

/** Where an authorisation stands, and what that means for new requests and for the patients followed (charter R5). */
export const STATUS_WORDS: Readonly<Record<Status, { readonly label: string; readonly meaning: string }>> = {
  'in-force': { label: 'en vigueur', meaning: 'De nouvelles demandes peuvent être faites.' },
  suspended: {
    label: 'suspendue',
    meaning: 'Aucune nouvelle demande ne peut être faite. Le suivi des patients inscrits continue.',
  },
  ended: { label: 'terminée', meaning: 'Aucune nouvelle demande ne peut être faite. Le suivi des patients inscrits continue.' },
};

/** A group of authorisations of one medicine, as configured (charter C3.3). */
export interface GroupInWords {
  readonly name: string;
  readonly access: 'single' | 'separate';
  /** The other indications of the group. */
  readonly others: readonly string[];
}

/** How access works in the group, for the user to read (charter C3.3). Nothing to say of a group of one. */
export function groupInWords({ name, access, others }: GroupInWords): string | undefined {
  if (others.length === 0) return undefined;
  const list = others.map((indication) => `«\u00a0${indication}\u00a0»`).join(', ');
  return access === 'single'
    ? `${name}\u00a0: un seul accès ouvre toutes les indications. L’accès à celle-ci ouvre aussi ${list}.`
    : `${name}\u00a0: chaque indication s’ouvre séparément. L’accès à celle-ci n’ouvre pas ${list}.`;
}

/** Why the patients of an authorisation are open to someone, by the rule that opens them. */
const REASONS: Readonly<Record<string, string>> = {
  'C5.1': 'Un prescripteur de votre centre vous a désigné.',
  'C5.8': 'Vous avez signé une demande d’accès.',
  'C5.3': 'Le pharmacien de la PUI voit tous les patients de son centre.',
  'C5.4': 'Un prescripteur ou un pharmacien de votre centre vous a désigné par votre nom.',
  P6: 'Cette autorisation est affectée à votre compte.',
};

/** Undefined for a rule that opens nothing. `shared`: one access opens the whole group, so that it may come from another indication. */
export function accessInWords(rule: string | undefined, shared: boolean): string | undefined {
  const reason = own(REASONS, rule ?? '');
  const personal = rule === 'C5.1' || rule === 'C5.8' || rule === 'C5.4';
  return reason && shared && personal ? `${reason.slice(0, -1)}, pour cette indication ou une autre du même groupe.` : reason;
}
