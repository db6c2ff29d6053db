import { own } from '#kernel/domain';
import type { Configuration, ServerMetadata } from 'openid-client';
import type { ProviderConfig } from '../providers.js';
import { clientOf } from './tokens.js';

/** Where a provider is spoken to, as it says itself. */
export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly userinfo: string;
  /** Absent: the provider has no sign-out of its own. */
  readonly endSession: string | undefined;
  /** How its tokens are asked for and verified. */
  readonly client: Configuration;
}

const PATIENCE_MS = 8000;

/** Asks a provider, with patience but not for ever; it may not send us elsewhere. */
export function askProvider(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
}

/**
 * Reads what a provider says of itself (discovery).
 * @throws Error when it does not answer, or speaks for another issuer.
 */
export async function discover(provider: ProviderConfig): Promise<Endpoints> {
  const { issuer, discovery } = provider;
  const response = await askProvider(discovery, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${discovery} answers ${response.status}.`);
  const said = (await response.json()) as Record<string, unknown>;
  if (said['issuer'] !== issuer) throw new Error(`${discovery} speaks for another issuer.`);
  const address = (name: string): string => {
    const value = own(said, name);
    if (typeof value !== 'string') throw new Error(`${discovery} does not give ${name}.`);
    // In production an issuer is https: none of its addresses may be less.
    if (issuer.startsWith('https:') && !value.startsWith('https:')) throw new Error(`${name} of ${discovery} is not an https address.`);
    return value;
  };
  return {
    authorization: address('authorization_endpoint'),
    token: address('token_endpoint'),
    userinfo: address('userinfo_endpoint'),
    endSession: typeof said['end_session_endpoint'] === 'string' ? said['end_session_endpoint'] : undefined,
    client: clientOf(provider, { ...said, issuer, jwks_uri: address('jwks_uri') } as ServerMetadata),
  };
}
