import { addDays, calendarDate } from '#kernel/domain';
import type { Kind } from '../kind.js';
import { authoritiesOf, type Decision, type DecisionKind, type DecisionOf } from './decision.js';
import { longestTerm } from './judge.js';

/** Specs alone: a decision of that kind on that day, by the authority whose it is. */
export function decided(kind: DecisionKind, day: string, more: object = {}, access: Kind = 'AAP-PRE-AMM'): Decision {
  const [authority] = authoritiesOf(kind, access);
  return { id: `${kind} ${day}`, kind, day: calendarDate(day), authority, ...more } as unknown as Decision;
}

/** Specs alone: granted that day for as long as may be. */
export function granted(access: Kind, day: string, more: object = {}): DecisionOf<'granted'> {
  const term = longestTerm(access, calendarDate(day));
  return decided('granted', day, { access, term, ...more }, access) as DecisionOf<'granted'>;
}

/** Specs alone: renewed on the day after the term of a year that began that day, for as long as may be. */
export function renewedAfter(day: string, access: Kind = 'AAP-PRE-AMM'): Decision {
  const from = addDays(longestTerm(access, calendarDate(day)), 1);
  return decided('renewed', from, { term: longestTerm(access, from) }, access);
}
