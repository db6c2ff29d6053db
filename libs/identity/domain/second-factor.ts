/** What our own second factor is (RFC 8176): a one-time code, a key that stays in one device, a key that follows its owner from device to device. */
export type FactorMeans = 'otp' | 'hwk' | 'swk';

/** What stands between a person who signed in and everything else: enrolling a second factor, or giving the one they have. */
export type FactorDue = 'to-enrol' | 'to-give';

/** How surely somebody recognised a person, as far as a second factor is concerned. */
export interface Strength {
  readonly acr?: string;
  readonly amr: readonly string[];
  /** When our own second factor was given beside. */
  readonly secondFactorAt?: string;
}

/** Of which kind each means is (RFC 8176): what one knows, has, is. Any of them alone may be the only one. */
const KINDS: ReadonlyMap<string, 'knows' | 'has' | 'is'> = new Map([
  ...(['pwd', 'pin', 'kba'] as const).map((means) => [means, 'knows'] as const),
  ...(['otp', 'hwk', 'swk', 'pop', 'sc', 'sms', 'tel'] as const).map((means) => [means, 'has'] as const),
  ...(['face', 'fpt', 'iris', 'retina', 'vbm'] as const).map((means) => [means, 'is'] as const),
]);

/** Levels that no single factor reaches: eIDAS substantial and high, and the profile of REFEDS. */
const SECOND_LEVELS = new Set(['eidas2', 'eidas3', 'https://refeds.org/profile/mfa']);

/** Whether two factors were given: ours beside the provider's, or the provider says so, by a level, by `mfa`, or by means of two kinds. */
export function provesSecondFactor({ acr = '', amr, secondFactorAt }: Strength): boolean {
  return secondFactorAt !== undefined || SECOND_LEVELS.has(acr) || saysTwoFactors(amr);
}

/** Whether means of authentication are two factors: `mfa` says so, and so do two of different kinds; one alone never does. */
export function saysTwoFactors(amr: readonly string[]): boolean {
  return amr.includes('mfa') || new Set(amr.map((means) => KINDS.get(means)).filter(Boolean)).size > 1;
}

/** What decides whether our own second factor is asked. */
export interface FactorFacts {
  /** Whether the installation demands one of everyone whom this provider recognises. */
  readonly demanded: boolean;
  /** Whether this person has one, demanded or not. */
  readonly enrolled: boolean;
  /** Absent: nobody knows how the person was recognised. */
  readonly strength?: Strength;
}

/**
 * What is asked of a person: nothing where two factors were given already, by whatever provider; the factor of anyone who has one, demanded or not; to enrol one
 * where it is demanded.
 */
export function factorDue({ demanded, enrolled, strength }: FactorFacts): FactorDue | undefined {
  if (strength && provesSecondFactor(strength)) return undefined;
  if (enrolled) return 'to-give';
  return demanded ? 'to-enrol' : undefined;
}

/** A one-time code holds for so many seconds. */
export const CODE_SECONDS = 30;
/** Clocks differ: the code before and the code after are taken too. */
export const CODE_WINDOW = 1;

/** The count of a code, from 1970 on: what a person has given once, and whatever came before, is never taken again. */
export function codeStep(instant: number): number {
  return Math.floor(instant / 1000 / CODE_SECONDS);
}

/** Whether a code of this step is new. */
export function isNewCode(step: number, lastStep: number | null): boolean {
  return lastStep === null || step > lastStep;
}

/** Wrong codes in a row after which one waits. */
const TRIES = 5;
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 3600;

/** How long a person waits after that many wrong codes in a row: none for the first ones, then half a minute, doubling, an hour at most. */
export function pauseAfter(failures: number): number {
  if (failures < TRIES) return 0;
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (failures - TRIES), LONGEST_PAUSE_SECONDS);
}

/** Whether one of these may go: the last one stays while one is demanded. */
export function mayRemove(count: number, demanded: boolean): boolean {
  return count > 1 || !demanded;
}
