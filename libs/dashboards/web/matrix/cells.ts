import { titledAt } from '#kernel/domain';
import type { MatrixCell, MatrixColumn, MatrixRow, MatrixView } from '#api-client';
import { dayInWords, drawn, type Drawn, type IconName } from '#kernel/web';
import { READING_WORDS, reviewInWords } from '#forms/domain';
import { SCHEDULE_LOOKS } from '#patients/web';
import type { CellState, MatrixState } from '../dashboard.api.js';

/** Word, icon and colour of each state (charter C7.2), the most urgent first: an icon for each, since a cell has no room for the word. */
export const LOOKS = drawn(READING_WORDS, SCHEDULE_LOOKS);

export const STATES = Object.keys(LOOKS) as CellState[];

/** What the patients shown are narrowed by, in the same order. Each count of the overview opens one of them. */
export const FILTERS: ReadonlyMap<MatrixState, Drawn> = new Map<MatrixState, Drawn>([
  ...STATES.slice(0, 2).map((state) => [state, LOOKS[state]] as const),
  ['soon', { label: $localize`À saisir dans les 30 jours`, meaning: '', tone: 'amber', icon: 'clock' }],
  ...STATES.slice(2).map((state) => [state, LOOKS[state]] as const),
]);

/** The signs of the operator's reading, beside the state: each is said in the words of the cell too. */
export function reviewSigns({ review, locked }: MatrixCell): IconName[] {
  const icon = { read: 'eye', verified: 'check', stale: 'history' } as const;
  return [...(review ? [icon[review]] : []), ...(locked ? (['lock'] as const) : [])];
}

/** A column as it is drawn: a form at a visit, or one passage of it when the visit is unfolded. */
export interface Head {
  readonly key: string;
  readonly title: string;
  /** The visit, or the passage. */
  readonly place: string;
  /** How many passages there are at most; more than one can be folded and unfolded. */
  readonly passages: number;
  /** The first column of an unfolded visit folds it again. */
  readonly folds: 'unfold' | 'fold' | undefined;
}

/** A cell as it is drawn. */
export interface Spot {
  readonly title: string;
  /** The one that asks most. */
  readonly cell: MatrixCell;
  /** All passages behind it, in the order of the calendar. */
  readonly cells: readonly MatrixCell[];
  /** How many more are in the same state. */
  readonly more: number;
  /** `3 sur 17` complete, of those that apply; empty for one passage. */
  readonly done: string;
  readonly day: string;
  /** Everything, for those who hear it. */
  readonly words: string;
}

export interface Line {
  readonly row: MatrixRow;
  /** One for each head; nothing where the form does not stand in this patient's calendar. */
  readonly spots: readonly (Spot | undefined)[];
  readonly missing: Missing;
}

/** Missing data of one patient, over the forms begun, due or late (charter C7.3). */
export interface Missing {
  readonly missing: number;
  readonly applicable: number;
  readonly missingOfAll: number;
  readonly allPut: number;
}

export interface Matrix {
  readonly heads: readonly Head[];
  readonly lines: readonly Line[];
}

export function keyOf({ form, visit = '' }: Pick<MatrixColumn, 'form' | 'visit'>): string {
  return `${form}/${visit}`;
}

/**
 * The matrix with its repeated visits folded: a visit that comes back every week is one column, which says what asks most and how many are
 * done, unless it is among `unfolded`, which gives a column to each passage. So a calendar of five years fits on a screen.
 */
export function matrixOf({ columns, rows }: Pick<MatrixView, 'columns' | 'rows'>, unfolded: ReadonlySet<string>): Matrix {
  const byRow = rows.map((row) => byColumn(row.cells));
  const drawn = columns.map((column) => {
    const key = keyOf(column);
    const passages = new Map<number, string>();
    for (const cells of byRow) for (const { occurrence, place } of cells.get(key) ?? []) passages.set(occurrence, place);
    const open = unfolded.has(key) && passages.size > 1;
    const chosen = open ? [...passages.keys()].sort((one, other) => one - other) : [undefined];
    return { column, key, passages, chosen };
  });
  const heads = drawn.flatMap(({ column, key, passages, chosen }) =>
    chosen.map((occurrence, index): Head => ({
      key: `${key}/${occurrence ?? ''}`,
      title: column.title,
      place: (occurrence === undefined ? column.visitLabel : passages.get(occurrence)) ?? '',
      passages: passages.size,
      folds: passages.size < 2 || index > 0 ? undefined : occurrence === undefined ? 'unfold' : 'fold',
    })),
  );
  const lines = rows.map((row, index): Line => {
    const own = byRow[index] ?? new Map<string, MatrixCell[]>();
    const spots = drawn.flatMap(({ column, key, chosen }) =>
      chosen.map((occurrence) => {
        const cells = own.get(key)?.filter((cell) => occurrence === undefined || cell.occurrence === occurrence) ?? [];
        return spotOf(column, cells, row.today);
      }),
    );
    return { row, spots, missing: missingOf(row.cells) };
  });
  return { heads, lines };
}

function byColumn(cells: readonly MatrixCell[]): Map<string, MatrixCell[]> {
  const found = new Map<string, MatrixCell[]>();
  for (const cell of cells) found.set(keyOf(cell), [...(found.get(keyOf(cell)) ?? []), cell]);
  return found;
}

function spotOf({ title }: MatrixColumn, cells: readonly MatrixCell[], today: string): Spot | undefined {
  const [first] = STATES.map((state) => cells.filter((cell) => cell.state === state)).filter(({ length }) => length > 0);
  // What is done or not needed is told by its last passage, what is to be done by its first.
  const state = first?.[0]?.state;
  const cell = first?.at(state === 'finished' || state === 'complete' || state === 'not-applicable' ? -1 : 0);
  if (!first || !cell) return undefined;
  const applicable = cells.filter(({ state }) => state !== 'not-applicable');
  const complete = applicable.filter(({ state }) => state === 'complete').length;
  const done = cells.length > 1 && applicable.length ? $localize`${complete} sur ${applicable.length}` : '';
  const more = state === 'late' || state === 'due' || state === 'in-progress' ? first.length - 1 : 0;
  return { title, cell, cells, more, done, day: dayOf(cell, today), words: wordsOf(title, cell, more, done) };
}

const [SHORT, WITH_YEAR] = [undefined, 'numeric' as const].map(
  (year) => new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short', year, timeZone: 'UTC' }),
);

/** The day that matters in that state, `3 nov.`, with its year when it is another one. */
function dayOf(cell: MatrixCell, today: string): string {
  const day = relevantDay(cell);
  if (!day) return '';
  const words = (day.slice(0, 4) === today.slice(0, 4) ? SHORT : WITH_YEAR)?.format(new Date(`${day}T00:00:00Z`)) ?? '';
  return words.replace(/^1 /, '1er ');
}

function relevantDay({ state, target = '', until = '' }: Pick<MatrixCell, 'state' | 'target' | 'until'>): string {
  if (state === 'not-applicable') return '';
  return state === 'upcoming' || state === 'finished' || state === 'complete' ? target : until || target;
}

function wordsOf(title: string, cell: MatrixCell, more: number, done: string): string {
  const day = dayInWords(relevantDay(cell));
  const days: Readonly<Record<CellState, string>> = {
    late: $localize`depuis le ${day}`,
    due: $localize`avant le ${day}`,
    'in-progress': $localize`avant le ${day}`,
    upcoming: cell.announced ? $localize`vers le ${day}` : $localize`le ${day}`,
    finished: $localize`visite du ${day}`,
    complete: $localize`visite du ${day}`,
    'not-applicable': '',
  };
  const parts = [
    titledAt(title, cell.place, ', '),
    // How much is missing in what was ended is said with it.
    [cell.state === 'finished' ? cell.words : READING_WORDS[cell.state], day && days[cell.state]].filter(Boolean).join(' '),
    more ? $localize`${more} de plus dans cet état` : '',
    done ? $localize`${done} complètes` : '',
    cell.formId && cell.applicable ? $localize`${cell.filled ?? 0} réponses sur ${cell.applicable}` : '',
    reviewInWords(cell),
  ];
  return parts.filter(Boolean).join('\u202f; ');
}

function missingOf(cells: readonly MatrixCell[]): Missing {
  const counted = cells.filter(({ applicable }) => applicable !== undefined);
  const sum = (of: (cell: MatrixCell) => number | undefined) => counted.reduce((total, cell) => total + (of(cell) ?? 0), 0);
  const allPut = sum(({ allPut: count }) => count);
  return {
    missing: sum(({ missing }) => missing),
    applicable: sum(({ applicable }) => applicable),
    missingOfAll: allPut - sum(({ filled }) => filled),
    allPut,
  };
}
