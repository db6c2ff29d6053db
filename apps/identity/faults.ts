import { createHmac } from 'node:crypto';
import { SignJWT, decodeJwt, importJWK } from 'jose';
import type { JWK, JWTPayload } from 'jose';

/** The ways in which a provider can misbehave, once each, so that tests see the product refuse. */
export const FAULTS = [
  'ignore-max-age',
  'no-auth-time',
  'token-error',
  'unsigned-token',
  'secret-signed-token',
  'foreign-key',
  'wrong-nonce',
  'wrong-issuer',
  'wrong-audience',
  'expired-token',
  'no-acr',
  'weak-acr',
  'wrong-at-hash',
  'no-amr',
  'weak-amr',
  'other-subject',
  'userinfo-error',
  'userinfo-html',
  'userinfo-other-subject',
  'userinfo-unwrapped',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The faults that wait at one provider; each is used up by the first request it can spoil. */
export class FaultBox {
  private readonly waiting: Fault[] = [];

  /** Puts a fault in wait for the next `times` requests it concerns. */
  add(fault: Fault, times = 1): void {
    for (let time = 0; time < times; time++) this.waiting.push(fault);
  }

  clear(): void {
    this.waiting.length = 0;
  }

  /** Takes out the first waiting fault among these, if any. */
  take(...faults: readonly Fault[]): Fault | undefined {
    const index = this.waiting.findIndex((fault) => faults.includes(fault));
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0];
  }
}

const CLAIMS_SPOILT: Partial<Record<Fault, (payload: JWTPayload) => JWTPayload>> = {
  'no-auth-time': ({ auth_time: _, ...payload }) => payload,
  'no-acr': ({ acr: _, ...payload }) => payload,
  'weak-acr': (payload) => ({ ...payload, acr: 'eidas0' }),
  'no-amr': ({ amr: _, ...payload }) => payload,
  'weak-amr': (payload) => ({ ...payload, amr: ['pwd'] }),
  'wrong-nonce': (payload) => ({ ...payload, nonce: 'un-autre' }),
  'wrong-issuer': (payload) => ({ ...payload, iss: 'http://ailleurs.exemple.fr' }),
  'wrong-audience': (payload) => ({ ...payload, aud: 'une-autre-application' }),
  'expired-token': (payload) => ({ ...payload, iat: Number(payload.iat) - 7200, exp: Number(payload.iat) - 3600 }),
  'wrong-at-hash': (payload) => ({ ...payload, at_hash: 'celui-d-un-autre-jeton' }),
  'other-subject': (payload) => ({ ...payload, sub: 'quelqu-un-d-autre' }),
  'unsigned-token': (payload) => payload,
  'secret-signed-token': (payload) => payload,
  'foreign-key': (payload) => payload,
};

/** The faults that forge the ID token. */
export const TOKEN_FAULTS = Object.keys(CLAIMS_SPOILT) as Fault[];

/** The ID token as a misbehaving provider would give it: `key` is its own, `foreign` one that it never published. */
export async function forge(fault: Fault, idToken: string, key: JWK, foreign: JWK, secret: string): Promise<string> {
  const payload = CLAIMS_SPOILT[fault]?.(decodeJwt(idToken)) ?? decodeJwt(idToken);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  if (fault === 'unsigned-token') return `${encode({ alg: 'none' })}.${encode(payload)}.`;
  if (fault === 'secret-signed-token') {
    const body = `${encode({ alg: 'HS256' })}.${encode(payload)}`;
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  }
  const signer = fault === 'foreign-key' ? foreign : key;
  // The foreign key passes itself off under the published key's name.
  const header = { alg: 'RS256', ...(key.kid && { kid: key.kid }) };
  return new SignJWT(payload).setProtectedHeader(header).sign(await importJWK(signer, 'RS256'));
}
