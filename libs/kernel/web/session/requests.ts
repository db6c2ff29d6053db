import { HttpContext, HttpContextToken } from '@angular/common/http';

/** A request that the person did not ask for (polling): it does not prolong the session, and is not repeated after a lock. */
export const PASSIVE = new HttpContextToken<boolean>(() => false);

/** A request about the session itself: a 401 does not lock the screen. */
export const OUTSIDE_LOCK = new HttpContextToken<'no' | 'active' | 'passive'>(() => 'no');

/** The context of a request that the person did not ask for. */
export function passive(): HttpContext {
  return new HttpContext().set(PASSIVE, true);
}

/** A fresh `Idempotency-Key`: one per creation that a person asks for, kept for its retries. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** The `If-Match` of an act: the state version that the person saw. */
export function ifMatch(stateVersion: number): string {
  return `"${stateVersion}"`;
}
