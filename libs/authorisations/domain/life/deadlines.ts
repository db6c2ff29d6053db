import { addMonths, type CalendarDate } from '#kernel/domain';
import { isAap } from './decision.js';
import { dayOf, endOf, MONTHS_TO_AMM, MONTHS_TO_APPLY, MONTHS_TO_BE_LISTED, uncoveredOf, type Life, type Period } from './life.js';
import { isWaivedOn, MONTHS_OF_CONTINUITY } from './standing.js';

/** What has a term (charter R3; a suspension, R2). */
export const DEADLINES = [
  'renewal',
  'suspension-end',
  'temporary-coverage-end',
  'amm-application',
  'listing-application',
  'aap-application',
  'availability',
  'coverage-without-application',
  'coverage-without-listing',
  'covered-continuity',
  'continuity',
  'synthesis-report',
] as const;
export type DeadlineCode = (typeof DEADLINES)[number];

/** A term of an authorisation. */
export interface Deadline {
  readonly code: DeadlineCode;
  /** The last day. */
  readonly day: CalendarDate;
  /** From what it is counted. */
  readonly from: CalendarDate;
  /** The day on which what it asks for was done. */
  readonly done?: CalendarDate;
}

/** Months after the first AAC in which early access is asked for, of a rare disease too, and what a delay adds (charter R3). */
const MONTHS_TO_AAP = { usual: 12, rare: 18, delay: 6 } as const;
const MONTHS_TO_BE_AVAILABLE = 2;
const MONTHS_OF_COVERED_CONTINUITY = 3;
/** Reports are foreseen that far ahead. */
const REPORTS_AHEAD_MONTHS = 12;

/** What the PUT says of terms: how often a synthesis report is due, and since when the medicine is available. */
export interface PutTerms {
  readonly reportMonths?: number;
  readonly availableOn?: CalendarDate;
}

/** Every term of a life as it is known on that day, the nearest first; what an authorisation taken over had before is not told. */
export function deadlinesOf(life: Life, today: CalendarDate, put: PutTerms = {}): Deadline[] {
  const { takenOverOn } = life.grant;
  return [...ofAuthorisation(life, today), ...ofDuties(life, today, put), ...ofCoverage(life, today), ...reports(life, today, put)]
    .filter(({ day }) => takenOverOn === undefined || day >= takenOverOn)
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/** Its term is one while it may still be renewed. */
function ofAuthorisation(life: Life, today: CalendarDate): Deadline[] {
  const last = life.decisions.findLast(({ kind }) => kind === 'granted' || kind === 'renewed')?.day ?? life.grant.day;
  const end = endOf(life);
  const ending = (code: DeadlineCode, { from, until }: Period): Deadline[] =>
    until !== undefined && until >= today ? [{ code, day: until, from }] : [];
  return [
    ...(end.by === 'term' && end.day > today ? [{ code: 'renewal' as const, day: life.term, from: last }] : []),
    ...life.suspensions.flatMap((each) => ending('suspension-end', each)),
    ...(life.temporary ? ending('temporary-coverage-end', life.temporary) : []),
  ];
}

/** What the holder owes. What is asked of an access that has ended is asked no more. */
function ofDuties(life: Life, today: CalendarDate, { availableOn }: PutTerms): Deadline[] {
  const { access, day: granted } = life.grant;
  const amm = dayOf(life, 'amm-granted');
  const deadlines: Deadline[] = [];
  if (isAap(access)) {
    deadlines.push({
      code: 'availability',
      from: granted,
      day: addMonths(granted, MONTHS_TO_BE_AVAILABLE),
      ...done(dayOf(life, 'available') ?? availableOn),
    });
  }
  if (access === 'AAP-PRE-AMM') {
    const set = life.decisions.findLast((each) => each.kind === 'amm-date')?.until;
    const day = set ?? addMonths(granted, MONTHS_TO_AMM);
    deadlines.push({ code: 'amm-application', from: granted, day, ...done(dayOf(life, 'amm-applied') ?? amm) });
  }
  if (isAap(access) && amm !== undefined) {
    const decided = dayOf(life, 'listing-applied') ?? dayOf(life, 'listed');
    deadlines.push({ code: 'listing-application', from: amm, day: addMonths(amm, MONTHS_TO_APPLY), ...done(decided) });
  }
  if (access === 'AAC-PRE-PRECOCE') {
    const delays = life.decisions.filter(({ kind }) => kind === 'aap-delayed').length;
    const isRare = dayOf(life, 'rare-disease') !== undefined;
    const months = (isRare ? MONTHS_TO_AAP.rare : MONTHS_TO_AAP.usual) + delays * MONTHS_TO_AAP.delay;
    const applied = dayOf(life, 'aap-applied') ?? dayOf(life, 'aap-granted');
    deadlines.push({ code: 'aap-application', from: granted, day: addMonths(granted, months), ...done(applied) });
  }
  const end = endOf(life);
  const mayGoOn = end.by === 'term' && end.day > today;
  return deadlines.filter(({ day, done: kept }) => mayGoOn || kept !== undefined || day < end.day);
}

const done = (day: CalendarDate | undefined) => day !== undefined && { done: day };

function ofCoverage(life: Life, today: CalendarDate): Deadline[] {
  const end = uncoveredOf(life);
  const amm = dayOf(life, 'amm-granted');
  const lapsing: Deadline[] = [];
  if (amm !== undefined && !isAap(life.grant.access)) {
    const decided = dayOf(life, 'listed') ?? dayOf(life, 'listing-refused') ?? dayOf(life, 'listing-dropped');
    lapsing.push(
      {
        code: 'coverage-without-application',
        from: amm,
        day: addMonths(amm, MONTHS_TO_APPLY),
        ...done(dayOf(life, 'listing-applied') ?? decided),
      },
      { code: 'coverage-without-listing', from: amm, day: addMonths(amm, MONTHS_TO_BE_LISTED), ...done(decided) },
    );
  }
  // Of a term that may still be renewed there is nothing to count yet; of a listing there is nothing to go on with.
  if (end === undefined || end.day > today || (typeof end.by === 'object' && end.by.kind === 'listed')) return lapsing;
  return [
    ...lapsing,
    { code: 'covered-continuity', from: end.day, day: addMonths(end.day, MONTHS_OF_COVERED_CONTINUITY) },
    { code: 'continuity', from: end.day, day: addMonths(end.day, MONTHS_OF_CONTINUITY) },
  ];
}

/** At the PUT's periodicity from the grant on, while the access goes on; each report sent answers for the first that had none. */
function reports(life: Life, today: CalendarDate, { reportMonths }: PutTerms): Deadline[] {
  const { day: granted } = life.grant;
  if (reportMonths === undefined || reportMonths < 1) return [];
  const sent = life.decisions.filter(({ kind }) => kind === 'report-sent').map(({ day }) => day);
  const last = reportsUntil(life, today);
  const deadlines: Deadline[] = [];
  for (let rank = 1; ; rank += 1) {
    const from = addMonths(granted, (rank - 1) * reportMonths);
    const day = addMonths(granted, rank * reportMonths);
    if (day > last) return deadlines;
    // Where nothing is collected, nothing is reported (charter R8).
    if (!isWaivedOn(life, day)) deadlines.push({ code: 'synthesis-report', from, day, ...done(sent[deadlines.length]) });
  }
}

/** An access that may still be renewed is foreseen to be; a temporary coverage goes on as it did (charter C8.5). */
function reportsUntil(life: Life, today: CalendarDate): CalendarDate {
  const horizon = addMonths(today, REPORTS_AHEAD_MONTHS);
  const end = endOf(life);
  if (end.by === 'term' && end.day > today) return horizon;
  const last = life.temporary ? (life.temporary.until ?? horizon) : end.day;
  return last < horizon ? last : horizon;
}

/** What changes something for a hospital; the others are the holder's to keep. */
const OF_CENTRES: readonly DeadlineCode[] = [
  'renewal',
  'suspension-end',
  'temporary-coverage-end',
  'availability',
  'coverage-without-application',
  'coverage-without-listing',
  'covered-continuity',
  'continuity',
];

/** Whether a centre is told that it is due. */
export function concernsCentres(code: DeadlineCode): boolean {
  return OF_CENTRES.includes(code);
}
