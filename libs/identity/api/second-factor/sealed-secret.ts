import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Encrypts a secret for one person (AES-256-GCM): in the row of another it cannot be read. @param key `FACTOR_KEY`: the database does not hold it */
export function sealSecret(key: string, personId: string, secret: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce).setAAD(Buffer.from(personId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @returns undefined when it was sealed under another key, for another person, or changed since. */
export function openSecret(key: string, personId: string, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), sealed.subarray(0, NONCE)).setAAD(Buffer.from(personId));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** 256 bits from what the installation gave, however it wrote them. */
function keyOf(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'passerelle second factor', 32));
}
