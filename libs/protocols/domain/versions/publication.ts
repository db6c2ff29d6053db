import type { MessageOf } from '#kernel/domain';
import type { VERSIONS_FRENCH } from './messages.fr.js';

/** What is said of versions. */
export type VersionMessage = MessageOf<typeof VERSIONS_FRENCH>;

/** A draft is seen by those who prepare it; published, it is in force from its day; withdrawn, no form is made from it any more. */
export type VersionState = 'draft' | 'published' | 'withdrawn';

/** Where a version stands on a day: published, it is to come, in force, or replaced. */
export type VersionStanding = Exclude<VersionState, 'published'> | 'to-come' | 'in-force' | 'replaced';

export function standingOf(
  { state, current, validFrom }: { readonly state: VersionState; readonly current: boolean; readonly validFrom?: string },
  today: string,
): VersionStanding {
  if (state !== 'published') return state;
  if (current) return 'in-force';
  return (validFrom ?? '') > today ? 'to-come' : 'replaced';
}

/** What is known of a version when another one is published. */
export interface KnownVersion {
  readonly version: number;
  readonly state: VersionState;
  /** Given once published. */
  readonly validFrom?: string;
}

/**
 * What forbids changing the day of a version that was published: once its day has come, forms may have been begun with it. Otherwise as publishing it
 * would be.
 */
export function reschedulingProblem(
  life: KnownVersion,
  others: readonly KnownVersion[],
  validFrom: string,
  today: string,
): VersionMessage | undefined {
  if (life.state !== 'published') return { code: 'not-published' };
  if ((life.validFrom ?? '') <= today) return { code: 'day-has-come', params: { validFrom: life.validFrom ?? '' } };
  return publicationProblem({ ...life, state: 'draft' }, others, validFrom, today);
}

/**
 * What forbids publishing a version from that day; undefined when it may be. The history of what was in force is never rewritten: a version takes
 * effect after the one before it, and neither yesterday nor earlier once forms may have been begun.
 */
export function publicationProblem(
  { version, state }: KnownVersion,
  others: readonly KnownVersion[],
  validFrom: string,
  today: string,
): VersionMessage | undefined {
  if (state === 'published') return { code: 'already-published' };
  if (state === 'withdrawn') return { code: 'was-withdrawn' };
  const published = others.filter((other) => other.state === 'published' && other.validFrom !== undefined);
  const later = published.find((other) => other.version > version);
  if (later) return { code: 'later-is-published', params: { version: later.version } };
  const after = published.find((other) => (other.validFrom ?? '') >= validFrom);
  if (after) return { code: 'applies-later', params: { version: after.version, validFrom: after.validFrom ?? '' } };
  if (published.length > 0 && validFrom < today) return { code: 'day-is-past', params: { validFrom } };
  return undefined;
}
