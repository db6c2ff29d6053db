import type { CaseMessage } from './say.js';

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

/** Where adverse effects and special situations are declared (charter P3, C8.4). */
export interface Channels {
  /** A sentence each, the one that decides first. */
  readonly says: readonly CaseMessage[];
  /** Whether the national portal is the way, and not only open to all. */
  readonly byPortal: boolean;
}

/**
 * A form that the PUT has is always filled, before the AMM as after it: what the AMM changes is the way that the declaration itself goes, hence
 * the words (charter C8.4).
 */
export function channelsOf({ kind, status, forms, holder, isShut = false }: ChannelSources): Channels {
  const byPortal = kind === 'AAP-POST-AMM' || (forms.length === 0 && kind !== 'AAP-PRE-AMM');
  const says = forms.length === 0 ? withoutForms(kind, holder) : isShut ? withShutForms(kind, holder) : withForms(kind, forms, holder);
  return { says: status === 'ended' ? [...says, { code: 'channel-stays' }] : says, byPortal };
}

function withForms(kind: AccessKind, forms: readonly string[], holder: string): readonly CaseMessage[] {
  switch (kind) {
    case 'AAP-POST-AMM':
      return [{ code: 'declare-by-portal' }, { code: 'forms-are-filled-too', params: { forms, holder } }];
    case 'AAP-PRE-AMM':
      return [{ code: 'declare-by-forms', params: { forms, holder } }];
    default:
      return [{ code: 'declare-as-put-sp', params: { forms, holder } }];
  }
}

/** A declaration does not wait for a version of the protocol. */
function withShutForms(kind: AccessKind, holder: string): readonly CaseMessage[] {
  if (kind === 'AAP-POST-AMM') return [{ code: 'declare-by-portal' }, { code: 'forms-are-shut' }];
  return [{ code: 'forms-are-shut' }, { code: 'declare-to-holder', params: { holder } }];
}

function withoutForms(kind: AccessKind, holder: string): readonly CaseMessage[] {
  return kind === 'AAP-PRE-AMM' ? [{ code: 'no-form-to-holder', params: { holder } }] : [{ code: 'no-form-by-portal', params: { kind } }];
}

/**
 * The same for a pharmacist who dispenses in a centre that does not follow the patient: whatever forms the PUT has, they enter nothing here (charter C9.1, C9.3).
 */
export function channelsElsewhere({ kind, status, holder }: Pick<ChannelSources, 'kind' | 'status' | 'holder'>): Channels {
  const byPortal = kind !== 'AAP-PRE-AMM';
  const says: readonly CaseMessage[] = [elsewhere(kind, holder), { code: 'elsewhere-enters-nothing' }];
  return { says: status === 'ended' ? [...says, { code: 'channel-stays' }] : says, byPortal };
}

function elsewhere(kind: AccessKind, holder: string): CaseMessage {
  switch (kind) {
    case 'AAP-PRE-AMM':
      return { code: 'elsewhere-to-holder', params: { holder } };
    case 'AAP-POST-AMM':
      return { code: 'declare-by-portal' };
    default:
      return { code: 'elsewhere-compassionate' };
  }
}
