import { Problem } from './problem.js';
import { say } from '../say.js';

/** A page of a list, and where the next one begins; `next` is absent on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** What each part of a sort key must be: anyone who forges a cursor is told so, not the database. */
const PARTS = {
  /** As PostgreSQL writes a `timestamptz`, to the microsecond. */
  instant: isInstant,
  uuid: (part: unknown): part is string => typeof part === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(part),
  code: (part: unknown): part is string => typeof part === 'string' && part.length <= 200 && !part.includes('\0'),
  integer: (part: unknown): part is number => Number.isSafeInteger(part) && (part as number) >= 0,
};

type Part = keyof typeof PARTS;
type KeyOf<P extends readonly Part[]> = { -readonly [I in keyof P]: P[I] extends 'integer' ? number : string };

/** The sort key of the last row shown, unreadable on purpose: a client passes it back and knows nothing of it. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws Problem `bad-cursor`. */
export function decodeCursor<const P extends readonly Part[]>(cursor: string, shape: P): KeyOf<P> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === shape.length && shape.every((part, index) => PARTS[part](key[index]))) return key as KeyOf<P>;
  } catch {
    // Told below, like any other cursor that is not ours.
  }
  throw new Problem('bad-cursor', { detail: say({ code: 'from-the-beginning' }) });
}

function isInstant(part: unknown): part is string {
  if (typeof part !== 'string') return false;
  const [, day, time] = /^([12]\d{3}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/.exec(part) ?? [];
  const instant = new Date(`${day}T${time}Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${day}`);
}
