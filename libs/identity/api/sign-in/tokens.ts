import { createHash } from 'node:crypto';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  ClientError,
  ClientSecretPost,
  Configuration,
  enableNonRepudiationChecks,
  type IDToken,
  type ServerMetadata,
} from 'openid-client';
import { own } from '#kernel/domain';
import { saysTwoFactors, type SignInRefusal } from '#identity/domain';
import type { ProviderConfig } from '../providers.js';
import { Refusal } from './refusal.js';

/** What the provider answered, verified. */
export interface Answer {
  readonly claims: IDToken;
  readonly accessToken: string;
  readonly idToken: string;
}

/** The request that an answer answers, as it was sent. */
interface Asked {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Signatures that only the provider can make: never `none`, never with our shared secret. */
const ALGORITHMS = ['RS256', 'ES256', 'PS256'];

const PATIENCE_SECONDS = 8;

/** A provider as a client of it: its tokens are believed only when its published keys signed them. @param said what it says of itself */
export function clientOf({ issuer, clientId, clientSecret }: ProviderConfig, said: ServerMetadata): Configuration {
  const algorithms = said.id_token_signing_alg_values_supported?.filter((one) => ALGORITHMS.includes(one));
  const server = { ...said, ...(algorithms && { id_token_signing_alg_values_supported: algorithms }) };
  const client = new Configuration(server, clientId, {}, ClientSecretPost(clientSecret));
  client.timeout = PATIENCE_SECONDS;
  enableNonRepudiationChecks(client);
  // A provider of a trial, on this machine; in production the addresses of an issuer are https, and the settings are refused otherwise.
  if (issuer.startsWith('http:')) allowInsecureRequests(client);
  return client;
}

/**
 * Gives the code back for tokens, and believes them only if the provider made them for us, for this very request, and they are still valid.
 * @param query what the browser brought back @throws Refusal with its own code for each reason
 */
export async function readTokens(provider: ProviderConfig, client: Configuration, query: string, asked: Asked): Promise<Answer> {
  const { state, nonce, verifier } = asked;
  if (!nonce) throw new Refusal('wrong-nonce');
  const came = new URL(`${provider.callback}?${query}`);
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  const tokens = await authorizationCodeGrant(client, came, checks).catch((error: unknown) => {
    throw new Refusal(codeOf(error));
  });
  const { access_token: accessToken, id_token: idToken } = tokens;
  const claims = tokens.claims();
  if (!claims || idToken === undefined) throw new Refusal('provider-failed');
  // The access token that came with it is of the same person, where the provider says so.
  const hash = claims['at_hash'];
  if (hash !== undefined && hash !== halfDigest(accessToken)) throw new Refusal('untrusted-token');
  if (claims.azp !== undefined && claims.azp !== provider.clientId) throw new Refusal('wrong-audience');
  if (!isStrong(claims, provider)) throw new Refusal('weak-authentication');
  return { claims, accessToken, idToken };
}

/** Every algorithm that we believe digests by SHA-256. */
function halfDigest(accessToken: string): string {
  return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url');
}

/** A provider may answer less than what it was asked: `acr_values` is a wish, only the token says what was done. */
function isStrong(said: IDToken, demanded: Pick<ProviderConfig, 'acr' | 'amr'>): boolean {
  const { acr, amr } = said;
  const means: unknown[] = Array.isArray(amr) ? amr : [];
  const methods = means.filter((method) => typeof method === 'string');
  const isLevel = demanded.acr.length === 0 || (typeof acr === 'string' && demanded.acr.includes(acr));
  return (
    isLevel && (demanded.amr.length === 0 || demanded.amr.some((one) => (one === 'mfa' ? saysTwoFactors(methods) : methods.includes(one))))
  );
}

/** By the claim that is not what was expected. */
const BY_CLAIM: Readonly<Record<string, SignInRefusal>> = {
  iss: 'wrong-issuer',
  aud: 'wrong-audience',
  azp: 'wrong-audience',
  nonce: 'wrong-nonce',
  exp: 'expired-token',
};

/** Of a provider that did not answer, or not with tokens. */
const BROKEN = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** What the client library found wrong, as we tell it. Only an error about a token says that it is not to be trusted. */
function codeOf(error: unknown): SignInRefusal {
  if (!(error instanceof ClientError) || error.code === undefined || BROKEN.has(error.code)) return 'provider-failed';
  const { claim } = ((error.cause as Error | undefined)?.cause ?? {}) as { readonly claim?: unknown };
  return (typeof claim === 'string' ? own(BY_CLAIM, claim) : undefined) ?? 'untrusted-token';
}
