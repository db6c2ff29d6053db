import type { SoftCheck } from './soft-checks.js';

/** A query that a check asked. */
export interface SystemQuery {
  readonly id: string;
  readonly key: string;
  readonly live: boolean;
  /** What the check had judged, when a person settled it since: that answer stands as long as nothing it was about moves. */
  readonly acceptedFor?: string;
}

/** Why a query ends by itself. */
export type Ending = 'mended' | 'no-longer-applies';

/** What becomes of the system queries of one form. */
export interface Settlement {
  readonly ask: readonly SoftCheck[];
  readonly end: readonly { readonly id: string; readonly why: Ending }[];
}

/**
 * What the checks of a form ask once it changed. A form that is still typed, or typed again, is asked nothing new; what was asked of it stays
 * until it is mended or can no longer be judged, so that an answer already given is not lost by opening the form again.
 */
export function settlement(checks: readonly SoftCheck[], queries: readonly SystemQuery[], complete: boolean): Settlement {
  const byKey = new Map(checks.map((check) => [check.key, check]));
  const live = queries.filter((query) => query.live);
  const end = live.flatMap(({ id, key }) => {
    const holds = byKey.get(key)?.holds ?? 'unknown';
    return holds === false ? [] : [{ id, why: holds === true ? ('mended' as const) : ('no-longer-applies' as const) }];
  });
  const asked = new Set(live.map(({ key }) => key));
  const accepted = (check: SoftCheck) => queries.some(({ key, acceptedFor }) => key === check.key && acceptedFor === check.judged);
  const ask = complete ? checks.filter((check) => check.holds === false && !asked.has(check.key) && !accepted(check)) : [];
  return { ask, end };
}
