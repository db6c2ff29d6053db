import { HttpContext, HttpContextToken } from '@angular/common/http';

/** A request that the person did not ask for (polling): it does not prolong the session, and is not repeated after a lock. */
export const PASSIVE = new HttpContextToken<boolean>(() => false);

/** A request about the session itself: a 401 does not lock the screen. */
export const OUTSIDE_LOCK = new HttpContextToken<'no' | 'active' | 'passive'>(() => 'no');

/** The context of a request that the person did not ask for. */
export function passive(): HttpContext {
  return new HttpContext().set(PASSIVE, true);
}

/** Milliseconds that an answer may take; 0 when there is no limit. What waits for the screen to be open again does not count. */
export const ANSWER_WITHIN = new HttpContextToken<number>(() => 0);

/** The context of a request that fails, as if nothing answered, when no answer comes in time. */
export function answeredWithin(ms: number, context = new HttpContext()): HttpContext {
  return context.set(ANSWER_WITHIN, ms);
}

/** A fresh `Idempotency-Key`: one per creation that a person asks for, kept for its retries. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** The `If-Match` of an act: the state version that the person saw. */
export function ifMatch(stateVersion: number): string {
  return `"${stateVersion}"`;
}
