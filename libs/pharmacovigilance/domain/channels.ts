import { ofName } from '#kernel/domain';

/** The ministry's national portal, where anyone may declare. */
export const PORTAL = { label: 'signalement.social-sante.gouv.fr', url: 'https://signalement.social-sante.gouv.fr' } as const;

/** What kind of access it is (charter R1). */
export type AccessKind = 'AAP-PRE-AMM' | 'AAP-POST-AMM' | 'AAC' | 'AAC-PRE-PRECOCE' | 'CPC';

/** What the channel depends on: the kind of access and where it stands, and whether the PUT has forms for it. */
export interface ChannelSources {
  readonly kind: AccessKind;
  readonly status: 'in-force' | 'suspended' | 'ended';
  /** Titles of the forms of the PUT, in its order; none where the PUT has none. */
  readonly forms: readonly string[];
  /** No version of the protocol is in force: none of these forms opens. */
  readonly isShut?: boolean;
  /** Whom the PUT says to write to. */
  readonly holder: string;
}

/** Where adverse effects and special situations are declared, in words (charter P3, C8.4). */
export interface Channels {
  /** Sentences, the one that decides first. */
  readonly words: readonly string[];
  /** Whether the national portal is the way, and not only open to all. */
  readonly byPortal: boolean;
}

const NBSP = '\u00a0';

const PORTAL_WORDS = 'au centre régional de pharmacovigilance (CRPV) dont dépend votre établissement, ou sur le portail national';
const AT_ONCE = 'sans attendre, que l’effet soit grave ou non';
const SHUT = `Aucune version du protocole n’est en vigueur aujourd’hui${NBSP}: aucune nouvelle fiche de déclaration ne s’ouvre ici. Celles qui sont commencées restent à remplir.`;
const ENDED = `L’autorisation est terminée${NBSP}: pour les patients suivis, les déclarations continuent par la même voie.`;

/**
 * A form that the PUT has is always filled, before the AMM as after it: what the AMM changes is the way that the declaration itself goes, hence
 * the words (charter C8.4).
 */
export function channelsOf({ kind, status, forms, holder, isShut = false }: ChannelSources): Channels {
  const byPortal = kind === 'AAP-POST-AMM' || (forms.length === 0 && kind !== 'AAP-PRE-AMM');
  const words = forms.length === 0 ? withoutForms(kind, holder) : isShut ? withShutForms(kind, holder) : withForms(kind, forms, holder);
  return { words: status === 'ended' ? [...words, ENDED] : words, byPortal };
}

function withForms(kind: AccessKind, forms: readonly string[], holder: string): readonly string[] {
  const named = forms.map((title) => `«${NBSP}${title}${NBSP}»`).join(', ');
  switch (kind) {
    case 'AAP-POST-AMM':
      return [
        `Depuis l’AMM, déclarez ${AT_ONCE}, ${PORTAL_WORDS}.`,
        `Les fiches du PUT restent à remplir ici (${named})${NBSP}: elles préviennent ${holder} et ne remplacent pas cette déclaration.`,
      ];
    case 'AAP-PRE-AMM':
      return [
        `Avant l’AMM, déclarez ici, ${AT_ONCE}, par les fiches du PUT (${named})${NBSP}: la pharmacovigilance ${ofName(holder)} est prévenue dès le premier enregistrement.`,
      ];
    default:
      return [
        `Le PUT-SP prévoit des fiches de déclaration (${named})${NBSP}: déclarez ici, ${AT_ONCE}. La pharmacovigilance ${ofName(holder)} est prévenue dès le premier enregistrement.`,
      ];
  }
}

/** A declaration does not wait for a version of the protocol. */
function withShutForms(kind: AccessKind, holder: string): readonly string[] {
  if (kind === 'AAP-POST-AMM') return [`Depuis l’AMM, déclarez ${AT_ONCE}, ${PORTAL_WORDS}.`, SHUT];
  return [SHUT, `Déclarez à la pharmacovigilance ${ofName(holder)}, ${AT_ONCE}.`];
}

function withoutForms(kind: AccessKind, holder: string): readonly string[] {
  const isEarly = kind === 'AAP-PRE-AMM' || kind === 'AAP-POST-AMM';
  const noForm = `Ce ${isEarly ? 'PUT-RD' : 'PUT-SP'} n’a pas de fiche de déclaration`;
  if (kind === 'AAP-PRE-AMM') return [`${noForm}${NBSP}: avant l’AMM, déclarez à la pharmacovigilance ${ofName(holder)}, ${AT_ONCE}.`];
  const why = kind === 'AAP-POST-AMM' ? 'depuis l’AMM' : 'en accès compassionnel';
  return [`${noForm}${NBSP}: ${why}, déclarez ${AT_ONCE}, ${PORTAL_WORDS}.`];
}
