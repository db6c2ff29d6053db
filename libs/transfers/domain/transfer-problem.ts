import { addMonths, type CalendarDate } from '#kernel/domain';
import type { TransferMessage } from './say.js';

/** How far ahead a transfer may be planned. */
const MOST_MONTHS = 12;

/** What the manager asks: where to, from which day on and, of a temporary one, the day of the return. */
export interface TransferAsked {
  readonly toCentreId: string;
  readonly effectiveOn: CalendarDate;
  readonly returnOn?: CalendarDate;
}

/** Where the patient stands when it is asked. */
export interface Standing {
  /** Whether the request was granted: the follow-up begins with it. */
  readonly isIncluded: boolean;
  readonly centreId: string;
  /** The first day of the stay in the centre that follows the patient. */
  readonly since: CalendarDate;
  /** The day of the favourable opinion. */
  readonly includedOn?: CalendarDate;
  /** Where that centre is. */
  readonly today: CalendarDate;
  /** The day of a transfer that is still to come. */
  readonly plannedOn?: CalendarDate;
}

/** Why a transfer is refused: for what was asked (`path`), or as the patient stands. */
export interface TransferProblem {
  readonly path?: keyof TransferAsked;
  readonly says: TransferMessage;
}

/** Why this patient is not transferred so; undefined when they may be (charter C10.1). */
export function transferProblem({ toCentreId, effectiveOn, returnOn }: TransferAsked, at: Standing): TransferProblem | undefined {
  const { isIncluded, centreId, since, includedOn, today, plannedOn } = at;
  if (!isIncluded) return { says: { code: 'not-included' } };
  if (plannedOn !== undefined) return { says: { code: 'planned-already', params: { day: plannedOn } } };
  if (toCentreId === centreId) return { path: 'toCentreId', says: { code: 'followed-there' } };
  if (includedOn !== undefined && effectiveOn < includedOn)
    return { path: 'effectiveOn', says: { code: 'before-inclusion', params: { day: includedOn } } };
  if (effectiveOn < since) return { path: 'effectiveOn', says: { code: 'before-stay', params: { day: since } } };
  const latest = addMonths(today, MOST_MONTHS);
  if (effectiveOn > latest) return { path: 'effectiveOn', says: { code: 'too-far-ahead', params: { day: latest } } };
  if (returnOn === undefined) return undefined;
  if (returnOn <= effectiveOn) return { path: 'returnOn', says: { code: 'return-too-soon', params: { day: effectiveOn } } };
  if (returnOn <= today) return { path: 'returnOn', says: { code: 'return-is-past' } };
  return returnOn > latest ? { path: 'returnOn', says: { code: 'too-far-ahead', params: { day: latest } } } : undefined;
}

/** What decides whether a transfer that was done can be undone. */
export interface SinceTransfer {
  readonly isLast: boolean;
  /** Whether the centre that received the patient wrote anything in the file since. */
  readonly isWrittenSince: boolean;
}

/** Why it stays: a mistake is undone as long as nothing was written on the strength of it. */
export function whyItStands({ isLast, isWrittenSince }: SinceTransfer): TransferMessage | undefined {
  if (!isLast) return { code: 'transferred-since' };
  return isWrittenSince ? { code: 'written-since' } : undefined;
}
