import type { CalendarDate } from '#kernel/domain';
import type { Kind } from '../kind.js';

/** Who decides, or acts: a decision of another is refused (charter R1, R2). */
export const AUTHORITIES = ['has', 'ansm', 'european-commission', 'ministers', 'holder'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** What a decision says of itself, by its kind. Every day named is the last on which it holds, save `day`, its first. */
interface ByKind {
  granted: {
    readonly access: Kind;
    readonly term: CalendarDate;
  };
  renewed: { readonly term: CalendarDate };
  suspended: { readonly until?: CalendarDate };
  lifted: object;
  withdrawn: object;
  /** An early access was granted: the end of an AAC or a CPC. */
  'aap-granted': object;
  /** `until`: the date that HAS sets for the AMM application. */
  'amm-date': { readonly until: CalendarDate };
  'amm-applied': object;
  'amm-granted': object;
  'amm-lost': object;
  'listing-applied': object;
  listed: object;
  'listing-refused': object;
  'listing-dropped': object;
  'alternative-covered': object;
  'temporary-coverage': { readonly until?: CalendarDate };
  'temporary-coverage-ended': object;
  /** A rare disease has more time to ask for early access. */
  'rare-disease': object;
  'aap-applied': object;
  'aap-delayed': object;
  available: object;
  'report-sent': object;
  /** No PUT and no follow-up of an AAC or a CPC: nothing is collected (charter R8). */
  'put-waived': object;
  'put-required': object;
}

export type DecisionKind = keyof ByKind;

/** A decision, or what happened, on an authorisation or on its coverage: written once, never edited. */
export type Decision = {
  readonly [K in DecisionKind]: Known & { readonly kind: K } & ByKind[K];
}[DecisionKind];

export type DecisionOf<K extends DecisionKind> = Extract<Decision, { readonly kind: K }>;

interface Known {
  readonly id: string;
  /** The first day on which it holds. */
  readonly day: CalendarDate;
  readonly authority: Authority;
  /** The day on which the product began to keep an authorisation that was there before: this is taken as it is, and what was due before is not told. */
  readonly takenOverOn?: CalendarDate;
}

/** What each kind of decision is: whose it is, and of which life (charter R4: an authorisation and its coverage are two). */
interface Nature {
  readonly life: 'authorisation' | 'coverage' | 'duty';
  /** By the kind of access, where that decides. */
  readonly by: readonly Authority[] | 'who-grants';
  /** The detail that it may say beside its day. */
  readonly says?: 'term' | 'until';
}

export const DECISIONS: Readonly<Record<DecisionKind, Nature>> = {
  granted: { life: 'authorisation', by: 'who-grants', says: 'term' },
  renewed: { life: 'authorisation', by: 'who-grants', says: 'term' },
  suspended: { life: 'authorisation', by: ['has', 'ansm'], says: 'until' },
  lifted: { life: 'authorisation', by: ['has', 'ansm'] },
  withdrawn: { life: 'authorisation', by: ['has', 'ansm'] },
  'aap-granted': { life: 'authorisation', by: ['has'] },
  'amm-date': { life: 'duty', by: ['has'], says: 'until' },
  'amm-applied': { life: 'duty', by: ['holder'] },
  'amm-granted': { life: 'authorisation', by: ['european-commission', 'ansm'] },
  'amm-lost': { life: 'coverage', by: ['european-commission', 'ansm', 'holder'] },
  'listing-applied': { life: 'duty', by: ['holder'] },
  listed: { life: 'coverage', by: ['ministers'] },
  'listing-refused': { life: 'coverage', by: ['ministers'] },
  'listing-dropped': { life: 'coverage', by: ['holder'] },
  'alternative-covered': { life: 'coverage', by: ['ministers'] },
  'temporary-coverage': { life: 'coverage', by: ['ministers'], says: 'until' },
  'temporary-coverage-ended': { life: 'coverage', by: ['ministers'] },
  'rare-disease': { life: 'duty', by: ['ansm'] },
  'aap-applied': { life: 'duty', by: ['holder'] },
  'aap-delayed': { life: 'duty', by: ['ansm'] },
  available: { life: 'duty', by: ['holder'] },
  'report-sent': { life: 'duty', by: ['holder'] },
  'put-waived': { life: 'authorisation', by: ['ansm'] },
  'put-required': { life: 'authorisation', by: ['ansm'] },
};

export const DECISION_KINDS = Object.keys(DECISIONS) as readonly DecisionKind[];

export const isAap = (kind: Kind): boolean => kind === 'AAP-PRE-AMM' || kind === 'AAP-POST-AMM';

/** Whose such a decision is under that kind of access, the usual one first (charter R1, R2: HAS for an AAP, ANSM for the others; ANSM suspends an AAP in an emergency). */
export function authoritiesOf(kind: DecisionKind, access: Kind): readonly Authority[] {
  const { by } = DECISIONS[kind];
  if (by === 'who-grants') return [isAap(access) ? 'has' : 'ansm'];
  if (kind !== 'suspended' && kind !== 'lifted' && kind !== 'withdrawn') return by;
  return isAap(access) ? by : ['ansm'];
}

/** Decisions in the order in which they take effect; on one day, in that in which they were recorded. */
export function inOrder(history: readonly Decision[]): Decision[] {
  return [...history].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}
