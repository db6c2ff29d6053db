import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import { PROVIDERS } from './accounts.js';
import type { ProviderName } from './accounts.js';

/** What the stand-ins keep: a signing key each, and the secret of their cookies. */
export interface Keys {
  readonly cookie: string;
  readonly signing: Readonly<Record<ProviderName, JWK>>;
}

/** Reads the keys from `file`, or makes them, and keeps them there for the next start. Without a file they last as long as the process. */
export async function readKeys(file?: string): Promise<Keys> {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  const signing = await Promise.all(PROVIDERS.map(async (name) => [name, await signingKey(name)] as const));
  const keys = { cookie: randomBytes(32).toString('hex'), signing: Object.fromEntries(signing) as Record<ProviderName, JWK> };
  if (file) writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** A private RSA key as JWK, named `kid`. */
export async function signingKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: `${kid}-${randomBytes(4).toString('hex')}`, alg: 'RS256', use: 'sig' };
}
