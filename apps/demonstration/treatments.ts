import { addDays, calendarDate } from '#kernel/domain';
import type { Value, Values } from '#protocols/domain';

/** Answers that are not the usual ones; `null` is what was left without an answer. */
export type Otherwise = Readonly<Record<string, Value | null>>;

/** What followed the number, told from today: the demonstration is always of now. */
export interface Treatment {
  /** Days since the first administration; not given while there was none. */
  readonly began?: number;
  /** Days until the day on which it is to begin, when it has not. */
  readonly beginsIn?: number;
  /** It never will: said in the form of initiation, then in that of the stop. */
  readonly neverGiven?: boolean;
  /** How many forms of past visits nobody typed. */
  readonly behind?: number;
  /** The first of those was begun, and left. */
  readonly begun?: boolean;
  /** By form, and its visit: `SUIVI M3`, `QDV SUIVI 2` where the visit repeats. */
  readonly otherwise?: Readonly<Record<string, Otherwise>>;
  /** Rows that a form has each time, by form. */
  readonly rows?: Readonly<Record<string, Values>>;
  readonly events?: readonly Happening[];
  readonly stopped?: { readonly daysAgo: number; readonly otherwise: Otherwise };
}

/** A form that nobody planned: an adverse effect, a special situation, a visit. */
export interface Happening {
  readonly form: string;
  readonly visit?: string;
  readonly daysAgo: number;
  readonly otherwise?: Otherwise;
  readonly given?: Values;
  readonly left?: boolean;
}

/** Days between the demand and the first administration. */
const WAIT = 12;

/** When a treatment was asked for, and foreseen. */
export function demandOf({ began, beginsIn = 0 }: Treatment, today: string): { readonly today: string; readonly planned: string } {
  const planned = addDays(calendarDate(today), began === undefined ? beginsIn : -began);
  const asked = addDays(planned, -WAIT);
  return { today: asked < today ? asked : today, planned };
}
