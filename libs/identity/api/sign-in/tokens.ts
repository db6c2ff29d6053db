import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { saysTwoFactors, type SignInRefusal } from '#identity/domain';
import type { ProviderConfig } from '../providers.js';
import type { Endpoints } from './endpoints.js';
import { Refusal } from './refusal.js';

/** Signatures that only the provider can make: never `none`, never with our shared secret. */
const ALGORITHMS = ['RS256', 'ES256', 'PS256'];

/** Between two clocks. */
const TOLERANCE_SECONDS = 30;

/**
 * Believes an ID token only if the provider signed it, for us, for this very request, and it is still valid.
 * @throws Refusal with its own code for each reason.
 */
export async function verifyIdToken(
  token: unknown,
  { issuer, clientId, acr, amr }: ProviderConfig,
  { keys }: Endpoints,
  nonce: string,
  accessToken: string,
): Promise<JWTPayload & { sub: string }> {
  if (typeof token !== 'string') throw new Refusal('provider-failed');
  const options = {
    issuer,
    audience: clientId,
    algorithms: ALGORITHMS,
    clockTolerance: TOLERANCE_SECONDS,
    requiredClaims: ['sub', 'exp', 'iat'],
  };
  const { payload } = await jwtVerify(token, keys, options).catch((error: unknown) => {
    throw new Refusal(codeOf(error));
  });
  if (!payload.sub) throw new Refusal('untrusted-token');
  if (!nonce || payload['nonce'] !== nonce) throw new Refusal('wrong-nonce');
  // The access token that came with it is of the same person, where the provider says so.
  const hash = payload['at_hash'];
  if (hash !== undefined && hash !== halfDigest(accessToken)) throw new Refusal('untrusted-token');
  const party = payload['azp'];
  if ((party !== undefined && party !== clientId) || (Array.isArray(payload.aud) && payload.aud.length > 1 && party === undefined)) {
    throw new Refusal('wrong-audience');
  }
  if (!isStrong(payload, { acr, amr })) throw new Refusal('weak-authentication');
  return { ...payload, sub: payload.sub };
}

/** Every algorithm that we believe digests by SHA-256. */
function halfDigest(accessToken: string): string {
  return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url');
}

/** A provider may answer less than what it was asked: `acr_values` is a wish, only the token says what was done. */
function isStrong(said: JWTPayload, demanded: Pick<ProviderConfig, 'acr' | 'amr'>): boolean {
  const { acr, amr } = said;
  const means: string[] = Array.isArray(amr) ? amr.filter((method) => typeof method === 'string') : [];
  const isLevel = demanded.acr.length === 0 || (typeof acr === 'string' && demanded.acr.includes(acr));
  return (
    isLevel && (demanded.amr.length === 0 || demanded.amr.some((one) => (one === 'mfa' ? saysTwoFactors(means) : means.includes(one))))
  );
}

function codeOf(error: unknown): SignInRefusal {
  if (error instanceof errors.JWTExpired) return 'expired-token';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'wrong-issuer';
    if (error.claim === 'aud') return 'wrong-audience';
    return 'untrusted-token';
  }
  // The keys could not be read: nothing is known of the token itself.
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) return 'provider-failed';
  return 'untrusted-token';
}
