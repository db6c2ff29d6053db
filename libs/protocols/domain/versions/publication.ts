import { frenchPartialDate, NBSP } from '../language/french.js';

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
): string | undefined {
  if (life.state !== 'published') return `Cette version n’est pas publiée${NBSP}: son jour se choisit à la publication.`;
  if ((life.validFrom ?? '') <= today)
    return `Cette version s’applique depuis le ${frenchPartialDate(life.validFrom ?? '')}${NBSP}: son jour ne change plus.`;
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
): string | undefined {
  if (state === 'published') return `Cette version est déjà publiée.`;
  if (state === 'withdrawn') return `Cette version a été retirée${NBSP}: importez-en une nouvelle, avec un nouveau numéro.`;
  const published = others.filter((other) => other.state === 'published' && other.validFrom !== undefined);
  const later = published.find((other) => other.version > version);
  if (later)
    return `La version ${later.version} est déjà publiée${NBSP}: une version plus ancienne ne prend pas sa suite. Donnez à ce document un numéro plus grand.`;
  const after = published.find((other) => (other.validFrom ?? '') >= validFrom);
  if (after)
    return `La version ${after.version} s’applique à partir du ${frenchPartialDate(after.validFrom ?? '')}${NBSP}: indiquez un jour qui suit.`;
  if (published.length > 0 && validFrom < today)
    return `Le ${frenchPartialDate(validFrom)} est passé${NBSP}: des fiches ont pu être commencées depuis. Indiquez aujourd’hui ou un jour à venir.`;
  return undefined;
}
