import { titledAt } from '#kernel/domain';
import type { ScheduleRow, ScheduleView } from '#api-client';
import { dayInWords, type Look } from '#kernel/web';

/** What happens on one day: a visit with its forms, or a form outside visits. */
export interface VisitShown {
  readonly key: string;
  readonly place: string;
  /** The day foreseen, or the one on which it took place; empty while nobody can tell it. */
  readonly day: string;
  readonly window: string;
  /** The day on which a visit took place, when it is not the one foreseen. */
  readonly held: string;
  readonly announced: boolean;
  /** It belongs to a visit: one day, its date will be known. */
  readonly isVisit: boolean;
  readonly rows: readonly ScheduleRow[];
}

/** The calendar on both sides of today. */
export interface VisitsShown {
  readonly past: readonly VisitShown[];
  readonly ahead: readonly VisitShown[];
  /** Ahead, and too far to be shown at once. */
  readonly later: readonly VisitShown[];
}

/** How many visits after today are shown before one asks for more. */
const AHEAD = 3;

/** Icon and colour of each state (charter C7.2), the most urgent first, beside its word: in a file as in the matrix. */
export const SCHEDULE_LOOKS: Readonly<Record<ScheduleRow['state'], Look>> = {
  late: { tone: 'red', icon: 'alert' },
  due: { tone: 'amber', icon: 'pen' },
  'in-progress': { tone: 'blue', icon: 'half' },
  upcoming: { tone: 'grey', icon: 'clock' },
  finished: { tone: 'amber', icon: 'half' },
  complete: { tone: 'green', icon: 'done' },
  'not-applicable': { tone: 'grey', icon: 'minus' },
};

/** The rows of the calendar as visits: what has begun or is due stands above today, what is to come below. */
export function visitsOf({ rows, today }: ScheduleView): VisitsShown {
  const visits = new Map<string, ScheduleRow[]>();
  for (const row of rows) {
    const key = [row.visit ?? row.form, row.occurrence].join('/');
    visits.set(key, [...(visits.get(key) ?? []), row]);
  }
  const shown = [...visits].map(([key, own]) => visitShown(key, own));
  const isPast = ({ day, rows: own }: VisitShown) => (day ? day <= today : own.some(({ state }) => state !== 'upcoming'));
  const ahead = shown.filter((visit) => !isPast(visit));
  // What is sans objet is told, and never stands before what is to be done.
  const near = ahead.filter(({ rows: own }) => own.some(({ state }) => state !== 'not-applicable')).slice(0, AHEAD);
  return { past: shown.filter(isPast), ahead: near, later: ahead.filter((visit) => !near.includes(visit)) };
}

/** The title of a form under its visit; outside visits, with the time that it is. */
export function titleOf({ title, place, visit }: ScheduleRow): string {
  return visit === undefined ? titledAt(title, place, ' ') : title;
}

/** `1 en retard, 2 à saisir`; what there is to do, in the order of its urgency. */
export function toDoInWords(rows: readonly ScheduleRow[]): string {
  const counted = (['late', 'due', 'in-progress'] as const).map((state) => {
    const own = rows.filter((row) => row.state === state);
    return own[0] ? `${own.length} ${own[0].words}` : '';
  });
  return counted.filter(Boolean).join(', ');
}

function visitShown(key: string, rows: readonly ScheduleRow[]): VisitShown {
  const [first] = rows;
  const planned = rows.find(({ target }) => target) ?? first;
  const { target = '', from = '', until = '', announced = false } = planned ?? {};
  const held = rows.find(({ heldOn }) => heldOn)?.heldOn ?? '';
  const place = first?.visit === undefined ? $localize`Hors visite` : first.place;
  const days = { day: target || held, window: windowInWords(from, until), held: target && held !== target ? held : '' };
  return { key, place, ...days, announced, isVisit: first?.visit !== undefined, rows };
}

function windowInWords(from: string, until: string): string {
  return from && until && from !== until ? $localize`du ${dayInWords(from)} au ${dayInWords(until)}` : '';
}
