import { addDays, type CalendarDate } from '#kernel/domain';
import { DECISIONS, type Decision, type DecisionKind } from './decision.js';
import { endOf, uncoveredOf, type Life, type Period } from './life.js';

/** What time changes by itself. */
export type TimelyChange = 'term-passed' | 'suspension-over' | 'temporary-coverage-over' | 'coverage-lapsed';

/** What changed in a life, or will: by a decision, or by time. */
export interface Change {
  readonly kind: DecisionKind | TimelyChange;
  /** From which day. */
  readonly day: CalendarDate;
  readonly by?: Decision;
}

/** All that changes an authorisation or its coverage, in order. What the holder owes changes neither; a term that may still be renewed is a deadline, not a change. */
export function changesOf(life: Life, today: CalendarDate): Change[] {
  const decided = life.decisions
    .filter(({ kind }) => DECISIONS[kind].life !== 'duty')
    .map((by): Change => ({ kind: by.kind, day: by.day, by }));
  return [...decided, ...byTime(life, today)].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

function byTime(life: Life, today: CalendarDate): Change[] {
  const end = endOf(life);
  const uncovered = uncoveredOf(life);
  const lapsed = uncovered?.by === 'no-application' || uncovered?.by === 'no-listing';
  const over = (kind: TimelyChange, { until }: Period): Change[] => {
    const day = until && addDays(until, 1);
    return day && !life.decisions.some((each) => each.day === day && each.kind !== 'report-sent') ? [{ kind, day }] : [];
  };
  return [
    ...(end.by === 'term' && end.day <= today && life.temporary?.from !== end.day ? [{ kind: 'term-passed' as const, day: end.day }] : []),
    ...life.suspensions.flatMap((each) => over('suspension-over', each)).filter(({ day }) => day < end.day),
    ...(life.temporary ? over('temporary-coverage-over', life.temporary) : []),
    ...(lapsed && uncovered.day <= today ? [{ kind: 'coverage-lapsed' as const, day: uncovered.day }] : []),
  ];
}
