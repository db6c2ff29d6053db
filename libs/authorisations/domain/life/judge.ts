import { addDays, addMonths, type CalendarDate } from '#kernel/domain';
import type { Kind } from '../kind.js';
import type { AuthorisationMessage } from '../say.js';
import { authoritiesOf, DECISION_KINDS, DECISIONS, inOrder, isAap, type Decision, type DecisionKind, type DecisionOf } from './decision.js';
import { accessOn, after, begun, dayOf, endOf, MONTHS_TO_AMM, uncoveredOf, type Life } from './life.js';
import { authorisationOn, holdsOn, isWaivedOn, suspensionOn } from './standing.js';

/** Why a decision cannot stand among the others, and by which rule of the charter. */
export type Refusal = AuthorisationMessage & { readonly rule: string };

/** Months of a period, at most (charter R2). */
const mostMonths = (access: Kind): number => (access === 'CPC' ? 36 : 12);
const MOST_SUSPENDED_MONTHS = 3;

/** What is wrong with a decision beside those that stand; undefined when it may be recorded. Those that take effect after it are judged again. */
export function judgeDecision(history: readonly Decision[], next: Decision): Refusal | undefined {
  return judgeHistory([...history, next]);
}

/** The first thing wrong with a history; undefined when there is none. What was there before the product kept it is taken as it is. */
export function judgeHistory(history: readonly Decision[]): Refusal | undefined {
  const [grant, ...rest] = inOrder(history);
  if (grant?.kind !== 'granted') return { rule: 'R4', code: 'before-grant' };
  const wrong = judgeGrant(grant);
  if (wrong && !grant.takenOverOn) return wrong;
  let life = begun(grant);
  for (const decision of rest) {
    const refused = foreign(life, decision) ?? JUDGES[decision.kind]?.(life, decision as never);
    if (refused && !decision.takenOverOn) return refused;
    life = after(life, decision);
  }
  return undefined;
}

function judgeGrant(grant: DecisionOf<'granted'>): Refusal | undefined {
  const { access } = grant;
  if (!authoritiesOf('granted', access).includes(grant.authority)) return wrongAuthority(grant, access);
  return wrongPeriod(grant, access);
}

/** A decision of the wrong authority, or under a kind of access that knows none such. */
function foreign(life: Life, decision: Decision): Refusal | undefined {
  const access = accessOn(life, addDays(decision.day, -1));
  const only = ONLY[decision.kind];
  if (only && !only.under(life.grant.access)) return { rule: only.rule, code: 'not-of-this-kind', params: { kind: decision.kind, access } };
  return authoritiesOf(decision.kind, access).includes(decision.authority) ? undefined : wrongAuthority(decision, access);
}

/** Which kinds of access know such a decision. */
const ONLY: { readonly [K in DecisionKind]?: { readonly rule: string; readonly under: (granted: Kind) => boolean } } = {
  'aap-granted': { rule: 'R4', under: (granted) => !isAap(granted) },
  'alternative-covered': { rule: 'R4', under: (granted) => !isAap(granted) },
  'temporary-coverage': { rule: 'C8.5', under: isAap },
  'amm-date': { rule: 'R3', under: (granted) => granted === 'AAP-PRE-AMM' },
  'amm-applied': { rule: 'R3', under: (granted) => granted !== 'AAP-POST-AMM' },
  'amm-granted': { rule: 'R1', under: (granted) => granted !== 'AAP-POST-AMM' },
  'rare-disease': { rule: 'R3', under: (granted) => granted === 'AAC-PRE-PRECOCE' },
  'aap-applied': { rule: 'R3', under: (granted) => granted === 'AAC-PRE-PRECOCE' },
  'aap-delayed': { rule: 'R3', under: (granted) => granted === 'AAC-PRE-PRECOCE' },
  'put-waived': { rule: 'R8', under: (granted) => !isAap(granted) },
  'put-required': { rule: 'R8', under: (granted) => !isAap(granted) },
};

/** The kinds of decision that an authorisation granted as that may meet, its grant aside. */
export function decisionKindsOf(granted: Kind): DecisionKind[] {
  return DECISION_KINDS.filter((kind) => kind !== 'granted' && (ONLY[kind]?.under(granted) ?? true));
}

/** What else each kind must hold, on the life before it. */
const JUDGES: { readonly [K in DecisionKind]?: (life: Life, decision: DecisionOf<K>) => Refusal | undefined } = {
  granted: () => ({ rule: 'R4', code: 'granted-already' }),
  renewed: (life, decision) => judgeRenewal(life, decision),
  suspended: (life, decision) => judgeSuspension(life, decision),
  lifted: (life, { day }) =>
    stillThere(life, day) ?? (suspensionOn(life, day) ? undefined : { rule: 'R4', code: 'nothing-to-lift', params: { day } }),
  withdrawn: (life, { day }) => stillThere(life, day),
  'aap-granted': (life, { day }) => stillThere(life, day),
  'temporary-coverage': (life, decision) => judgeTemporary(life, decision),
  'temporary-coverage-ended': (life, { day }) => {
    const { temporary } = life;
    const stands = temporary && temporary.from < day && (temporary.until === undefined || day <= temporary.until);
    return stands ? undefined : { rule: 'C8.5', code: 'no-temporary-coverage', params: { day } };
  },
  'listing-applied': (life, decision) => once(life, decision) ?? withAmm(life, decision),
  listed: (life, decision) => withAmm(life, decision) ?? judgeUncovering(life, decision),
  'listing-refused': judgeUncovering,
  'listing-dropped': judgeUncovering,
  'amm-lost': judgeUncovering,
  'alternative-covered': judgeUncovering,
  'amm-date': ({ grant }, { until }) => {
    const last = addMonths(grant.day, MONTHS_TO_AMM);
    return until === undefined || until > last ? { rule: 'R3', code: 'amm-too-late', params: { last } } : undefined;
  },
  'rare-disease': once,
  'amm-applied': once,
  'amm-granted': once,
  'aap-applied': once,
  available: once,
  // The follow-up outlasts the authorisation (charter R5): both may be decided after its end.
  'put-waived': ({ waivers }, { day }) => {
    const standing = waivers.findLast((each) => holdsOn(each, day));
    return standing && { rule: 'R8', code: 'waived-already', params: { day: standing.from } };
  },
  'put-required': (life, { day }) => (isWaivedOn(life, day) ? undefined : { rule: 'R8', code: 'not-waived', params: { day } }),
};

function judgeRenewal(life: Life, renewal: DecisionOf<'renewed'>): Refusal | undefined {
  const { day } = renewal;
  const end = endOf(life);
  if (end.by !== 'term') return { rule: 'R4', code: 'ended-already', params: { day: end.day } };
  if (day > end.day) return { rule: 'R4', code: 'renewal-after-end', params: { end: end.day } };
  if (day < end.day) return { rule: 'R2', code: 'periods-overlap', params: { term: life.term, first: end.day } };
  return wrongPeriod(renewal, accessOn(life, day));
}

function judgeSuspension(life: Life, suspension: DecisionOf<'suspended'>): Refusal | undefined {
  const { day, until } = suspension;
  const gone = stillThere(life, day);
  if (gone) return gone;
  const standing = suspensionOn(life, day);
  if (standing) return { rule: 'R4', code: 'suspended-already', params: { day: standing.from } };
  if (until !== undefined && until < day) return { rule: 'R2', code: 'ends-before-it-begins', params: { day } };
  if (!isAap(life.grant.access)) return undefined;
  const last = lastDayOf(spellBefore(life, day), MOST_SUSPENDED_MONTHS);
  return until === undefined || until > last ? { rule: 'R2', code: 'suspension-too-long', params: { last } } : undefined;
}

/** The first day of the suspensions that follow one another without a day between, up to this one: three months are three months, in one decision or in several. */
function spellBefore({ suspensions }: Life, day: CalendarDate): CalendarDate {
  return suspensions.reduceRight((first, { from, until }) => (until !== undefined && addDays(until, 1) === first ? from : first), day);
}

function judgeTemporary(life: Life, temporary: DecisionOf<'temporary-coverage'>): Refusal | undefined {
  const { day, until } = temporary;
  if (until !== undefined && until < day) return { rule: 'R2', code: 'ends-before-it-begins', params: { day } };
  const again = once(life, temporary);
  if (again) return again;
  if (authorisationOn(life, day) === 'suspended') return { rule: 'R4', code: 'suspended-already', params: { day } };
  const end = uncoveredOf(life) ?? endOf(life);
  const isShut = typeof end.by === 'object' && ['withdrawn', 'amm-lost', 'listed'].includes(end.by.kind) && day >= end.day;
  return day > end.day || isShut ? { rule: 'C8.5', code: 'temporary-not-at-end', params: { end: end.day } } : undefined;
}

function judgeUncovering(life: Life, { day }: Decision): Refusal | undefined {
  const end = uncoveredOf(life);
  return end && day >= end.day ? { rule: 'R4', code: 'uncovered-already', params: { day: end.day } } : undefined;
}

/** There is one in a life. */
function once(life: Life, { kind }: Decision): Refusal | undefined {
  const day = dayOf(life, kind);
  const rule = DECISIONS[kind].life === 'duty' ? 'R3' : 'R4';
  return day === undefined ? undefined : { rule, code: 'happened-already', params: { kind, day } };
}

function stillThere(life: Life, day: CalendarDate): Refusal | undefined {
  const end = endOf(life);
  return day >= end.day ? { rule: 'R4', code: 'ended-already', params: { day: end.day } } : undefined;
}

function withAmm(life: Life, { kind }: Decision): Refusal | undefined {
  const has = life.grant.access === 'AAP-POST-AMM' || dayOf(life, 'amm-granted') !== undefined;
  return has ? undefined : { rule: 'R3', code: 'no-amm-yet', params: { kind } };
}

function wrongPeriod({ day, term }: DecisionOf<'granted' | 'renewed'>, access: Kind): Refusal | undefined {
  if (term < day) return { rule: 'R2', code: 'ends-before-it-begins', params: { day } };
  const months = mostMonths(access);
  const last = lastDayOf(day, months);
  return term > last ? { rule: 'R2', code: 'period-too-long', params: { access, months, last } } : undefined;
}

/** The last day of so many months that begin that day. */
function lastDayOf(day: CalendarDate, months: number): CalendarDate {
  return addDays(addMonths(day, months), -1);
}

/** The longest that a period beginning that day may last (charter R2): what a screen proposes. */
export function longestTerm(access: Kind, day: CalendarDate): CalendarDate {
  return lastDayOf(day, mostMonths(access));
}

/** The longest that a suspension beginning that day may last; undefined where the charter sets no limit. */
export function longestSuspension(access: Kind, day: CalendarDate): CalendarDate | undefined {
  return isAap(access) ? lastDayOf(day, MOST_SUSPENDED_MONTHS) : undefined;
}

function wrongAuthority({ kind, authority }: Decision, access: Kind): Refusal {
  return { rule: 'R1', code: 'wrong-authority', params: { kind, authority, access, expected: authoritiesOf(kind, access) } };
}
