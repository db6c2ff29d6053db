import type { IDToken } from 'openid-client';
import type { Provider } from '#identity/domain';
import type { Proof } from '../session.js';
import type { PendingSignIn } from './pending-sign-ins.js';

/** How the ID token says that the person was recognised. */
export function proofOf(provider: Provider, claims: IDToken): Proof {
  const { auth_time: at, acr, amr } = claims;
  return {
    provider,
    ...(typeof at === 'number' && { at: new Date(at * 1000).toISOString() }),
    ...(typeof acr === 'string' && { acr }),
    amr: Array.isArray(amr) ? amr.filter((method) => typeof method === 'string') : [],
  };
}

/**
 * Whether the person authenticated after an instant, and, asked to authenticate again, after they were asked. `auth_time` has no fractions: the second of the
 * instant itself is after it only for who was sent to the provider since.
 */
export function isAfter(at: unknown, since: Date, { fresh, askedAt }: Pick<PendingSignIn, 'fresh' | 'askedAt'>): boolean {
  if (typeof at !== 'number') return false;
  const instant = since.getTime();
  if (askedAt < instant) return at > Math.floor(instant / 1000);
  return at >= Math.floor((fresh ? askedAt : instant) / 1000);
}
