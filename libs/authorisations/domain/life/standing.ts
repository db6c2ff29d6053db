import { addDays, addMonths, type CalendarDate } from '#kernel/domain';
import type { Kind } from '../kind.js';
import type { Status } from '../status.js';
import type { Decision } from './decision.js';
import { accessOn, endOf, uncoveredOf, type Life, type Period } from './life.js';

/**
 * How the medicine is paid for, beside the authorisation itself (charter R4): by this access, by this access without new patients (a suspension), temporarily after
 * an early access (C8.5), by common law once listed, for the patients under treatment alone, or no more.
 */
export const COVERAGES = ['access', 'suspended', 'temporary', 'listed', 'continuity', 'over'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** The holder goes on treating patients for one year at least once coverage has ended (charter R3). */
export const MONTHS_OF_CONTINUITY = 12;

/** Where a life stands on a day. */
export interface Standing {
  readonly access: Kind;
  /** The authorisation itself. */
  readonly authorisation: Status;
  readonly coverage: Coverage;
  /** What the product goes by: whether a new FAT is taken (charter R5, C8.5). */
  readonly status: Status;
  /** Nothing is collected (charter R8). */
  readonly waived: boolean;
}

export function standingOn(life: Life, day: CalendarDate): Standing {
  return {
    access: accessOn(life, day),
    authorisation: authorisationOn(life, day),
    coverage: coverageOn(life, day),
    status: statusOn(life, day),
    waived: isWaivedOn(life, day),
  };
}

export function authorisationOn(life: Life, day: CalendarDate): Status {
  if (day >= endOf(life).day) return 'ended';
  return suspensionOn(life, day) ? 'suspended' : 'in-force';
}

/** A temporary coverage is not an end: new FATs are taken (charter C8.5). */
function statusOn(life: Life, day: CalendarDate): Status {
  return holdsOn(life.temporary, day) ? 'in-force' : authorisationOn(life, day);
}

export function suspensionOn({ suspensions }: Life, day: CalendarDate): Period | undefined {
  return suspensions.findLast((each) => holdsOn(each, day));
}

/** Whether nothing is collected that day (charter R8). */
export function isWaivedOn({ waivers }: Life, day: CalendarDate): boolean {
  return waivers.some((each) => holdsOn(each, day));
}

export function holdsOn(period: Period | undefined, day: CalendarDate): boolean {
  return period !== undefined && period.from <= day && (period.until === undefined || day <= period.until);
}

function coverageOn(life: Life, day: CalendarDate): Coverage {
  const end = uncoveredOf(life);
  if (end === undefined || day < end.day) {
    if (holdsOn(life.temporary, day)) return 'temporary';
    return authorisationOn(life, day) === 'suspended' ? 'suspended' : 'access';
  }
  if (isDecision(end.by) && end.by.kind === 'listed') return 'listed';
  return day < addMonths(end.day, MONTHS_OF_CONTINUITY) ? 'continuity' : 'over';
}

const isDecision = (by: Decision | string): by is Decision => typeof by === 'object';

/** From a day on: what the product goes by. Written beside the authorisation, so that a statement reads its status of any day in one row. */
export interface Turn {
  readonly from: CalendarDate;
  readonly status: Status;
  readonly kind: Kind;
  /** Nothing is collected (charter R8). */
  readonly waived?: true;
  /** The id of the decision that makes it so; none where time does. */
  readonly by?: string;
}

/** Every day on which the status, the kind of access or whether anything is collected turns, from the grant on. */
export function turnsOf(life: Life): Turn[] {
  const turns: Turn[] = [];
  for (const [from, by] of bounds(life)) {
    const { status, access: kind, waived } = standingOn(life, from);
    const last = turns.at(-1);
    if (last?.status === status && last.kind === kind && Boolean(last.waived) === waived) continue;
    turns.push({ from, status, kind, ...(waived && { waived }), ...(by && { by }) });
  }
  return turns;
}

/** Days on which something begins or ends; a decision of that day goes before time. */
function bounds(life: Life): (readonly [CalendarDate, string?])[] {
  const ofTime = [endOf(life), uncoveredOf(life)].flatMap((end) => (end ? [end.day] : []));
  const ofPeriods = [...life.suspensions, ...(life.temporary ? [life.temporary] : [])].flatMap(({ until }) =>
    until ? [addDays(until, 1)] : [],
  );
  const decided = new Map(life.decisions.map(({ day, id }) => [day, id]));
  return [...new Set([...decided.keys(), ...ofTime, ...ofPeriods])].sort().map((day) => [day, decided.get(day)]);
}

/** The turn that holds on that day; undefined before the first. */
export function turnOn(turns: readonly Turn[], day: string): Turn | undefined {
  return turns.findLast(({ from }) => from <= day);
}

/** The turn since which the status is what it is on that day: another turn may have come between, of the kind of access alone. */
export function statusTurnOn(turns: readonly Turn[], day: string): Turn | undefined {
  const past = turns.filter(({ from }) => from <= day);
  const changes = past.filter(({ status }, index) => status !== past[index - 1]?.status);
  return changes.at(-1);
}
