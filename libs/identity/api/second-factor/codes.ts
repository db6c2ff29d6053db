import { Secret, TOTP } from 'otpauth';
import { CODE_SECONDS, CODE_WINDOW, codeStep } from '#identity/domain';

/** Digits and digest are those that every authenticator app knows. */
const KIND = { issuer: 'Passerelle', algorithm: 'SHA1', digits: 6, period: CODE_SECONDS } as const;
const SECRET_BYTES = 20;

/** A new secret, as bytes. */
export function newSecret(): Uint8Array {
  return new Uint8Array(new Secret({ size: SECRET_BYTES }).buffer);
}

/** What an app reads of a secret: typed, or by its picture. */
export function toEnrol(secret: Uint8Array, name: string): { key: string; uri: string } {
  const totp = new TOTP({ ...KIND, label: name, secret: secretOf(secret) });
  return { key: totp.secret.base32, uri: totp.toString() };
}

/** The step of a code that is right now, or was a moment ago; undefined for a wrong one. */
export function stepOf(secret: Uint8Array, code: string, now: number): number | undefined {
  const delta = new TOTP({ ...KIND, secret: secretOf(secret) }).validate({ token: code, window: CODE_WINDOW, timestamp: now });
  return delta === null ? undefined : codeStep(now) + delta;
}

function secretOf(secret: Uint8Array): Secret {
  return new Secret({ buffer: new Uint8Array(secret).buffer });
}
