import { addDays, addMonths, type CalendarDate } from '#kernel/domain';
import type { Kind } from '../kind.js';
import { inOrder, isAap, type Decision, type DecisionKind, type DecisionOf } from './decision.js';

/** From a day to another, both included; without the second, until something ends it. */
export interface Period {
  readonly from: CalendarDate;
  readonly until?: CalendarDate;
  readonly by: Decision;
}

/** The first day of what came to its end, and what ended it: a decision, or time. */
export interface End {
  readonly day: CalendarDate;
  readonly by: Decision | 'term' | 'no-application' | 'no-listing';
}

/** What the decisions say together. Plain data: what is true on a day is read from it (`standing.ts`). */
export interface Life {
  readonly grant: DecisionOf<'granted'>;
  /** The last day of the period granted or renewed last. */
  readonly term: CalendarDate;
  readonly suspensions: readonly Period[];
  /** When nothing is collected (charter R8). */
  readonly waivers: readonly Period[];
  /** Of the authorisation, by a decision; its term is another end. */
  readonly ended?: End;
  readonly temporary?: Period;
  /** Of the coverage, by a decision. */
  readonly uncovered?: End;
  readonly decisions: readonly Decision[];
}

/** Ends of coverage by a decision (charter R4). */
const UNCOVERING: readonly DecisionKind[] = ['listed', 'listing-refused', 'listing-dropped', 'amm-lost', 'alternative-covered'];

/** Months that HAS may leave for the AMM application, at most (charter R3). */
export const MONTHS_TO_AMM = 24;

/** How long coverage may do without an application for listing, and without a decision on it, once an AAC or a CPC has its AMM (charter R3). */
export const MONTHS_TO_APPLY = 1;
export const MONTHS_TO_BE_LISTED = 7;

/** The life that these decisions make. They were judged when they were recorded (`judge.ts`). @throws Error without a grant. */
export function lifeOf(history: readonly Decision[]): Life {
  const [grant, ...rest] = inOrder(history);
  if (grant?.kind !== 'granted') throw new Error('A life begins with its grant.');
  return rest.reduce(after, begun(grant));
}

export function begun(grant: DecisionOf<'granted'>): Life {
  return { grant, term: grant.term, suspensions: [], waivers: [], decisions: [grant] };
}

/** The life once this decision, the latest to take effect, is there. */
export function after(life: Life, decision: Decision): Life {
  const next = { ...life, decisions: [...life.decisions, decision] };
  const { kind, day } = decision;
  switch (kind) {
    case 'renewed':
      return { ...next, term: decision.term };
    case 'suspended':
      return { ...next, suspensions: [...life.suspensions, periodOf(decision)] };
    case 'lifted':
      return { ...next, suspensions: cutLast(life.suspensions, day) };
    case 'put-waived':
      return { ...next, waivers: [...life.waivers, { from: day, by: decision }] };
    case 'put-required':
      return { ...next, waivers: cutLast(life.waivers, day) };
    case 'withdrawn':
    case 'aap-granted':
      return { ...next, ended: { day, by: decision } };
    case 'temporary-coverage':
      return temporarily(next, decision);
    case 'temporary-coverage-ended':
      return { ...next, ...(life.temporary && { temporary: cut(life.temporary, day) }) };
    default:
      return UNCOVERING.includes(kind) ? uncoveredBy(next, decision) : next;
  }
}

/** It takes the place of what ended the coverage, and of the early access itself. */
function temporarily({ uncovered: _, ...life }: Life, by: DecisionOf<'temporary-coverage'>): Life {
  return { ...life, temporary: periodOf(by), ...(by.day < endOf(life).day && { ended: { day: by.day, by } }) };
}

function uncoveredBy(life: Life, by: Decision): Life {
  return { ...life, uncovered: { day: by.day, by }, ...(life.temporary && { temporary: cut(life.temporary, by.day) }) };
}

function periodOf(by: DecisionOf<'suspended'> | DecisionOf<'temporary-coverage'>): Period {
  return { from: by.day, by, ...(by.until && { until: by.until }) };
}

/** It holds no more from that day on; what ended before is left as it is. */
function cut(period: Period, day: CalendarDate): Period {
  const until = addDays(day, -1);
  return period.until !== undefined && period.until <= until ? period : { ...period, until };
}

function cutLast(periods: readonly Period[], day: CalendarDate): Period[] {
  return periods.map((each, index, all) => (index === all.length - 1 ? cut(each, day) : each));
}

/** The day of the first decision of that kind; of the last one with `last`. */
export function dayOf({ decisions }: Life, kind: DecisionKind, which: 'first' | 'last' = 'first'): CalendarDate | undefined {
  const days = decisions.filter((each) => each.kind === kind).map(({ day }) => day);
  return which === 'first' ? days[0] : days.at(-1);
}

/** The first day on which the authorisation itself is no more. */
export function endOf({ ended, term }: Life): End {
  const termEnd: End = { day: addDays(term, 1), by: 'term' };
  return ended && ended.day < termEnd.day ? ended : termEnd;
}

/**
 * The first day on which the medicine is no more covered by this access: by a decision, with the authorisation, or, of an AAC and a CPC that have their AMM, when
 * listing is not asked for within a month or not decided within seven (charter R3, R4). A temporary coverage goes on after the authorisation (charter C8.5).
 */
export function uncoveredOf(life: Life): End | undefined {
  const { uncovered, temporary } = life;
  const own = temporary ? temporaryEnd(temporary) : endOf(life);
  return [uncovered, own, ...lapses(life)].filter((end) => end !== undefined).reduce<End | undefined>(earlier, undefined);
}

function temporaryEnd({ until, by }: Period): End | undefined {
  return until && { day: addDays(until, 1), by };
}

function lapses(life: Life): End[] {
  const amm = dayOf(life, 'amm-granted');
  if (amm === undefined || isAap(life.grant.access)) return [];
  const apply = addMonths(amm, MONTHS_TO_APPLY);
  const applied = dayOf(life, 'listing-applied');
  const unasked: End[] = applied === undefined || applied > apply ? [{ day: addDays(apply, 1), by: 'no-application' }] : [];
  return [...unasked, { day: addDays(addMonths(amm, MONTHS_TO_BE_LISTED), 1), by: 'no-listing' }];
}

function earlier(first: End | undefined, second: End): End {
  return first === undefined || second.day < first.day ? second : first;
}

/** The kind of access on that day: an AAP granted before the AMM is one after the AMM from its day on (charter C8.4). */
export function accessOn(life: Life, day: CalendarDate): Kind {
  const { access } = life.grant;
  const amm = dayOf(life, 'amm-granted');
  return access === 'AAP-PRE-AMM' && amm !== undefined && day >= amm ? 'AAP-POST-AMM' : access;
}
