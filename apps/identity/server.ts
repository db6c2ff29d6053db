import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errors } from 'oidc-provider';
import { ACCOUNTS, PROVIDERS } from './accounts.js';
import { FAULTS } from './faults.js';
import type { Fault } from './faults.js';
import { readKeys } from './keys.js';
import type { Keys } from './keys.js';
import { ASSETS, messagePage, signInPage } from './pages.js';
import { makeStandIn } from './provider.js';
import type { StandIn } from './provider.js';

/** Known to everyone, which is why the stand-in refuses to start in production. */
export const DEMONSTRATION_SECRET = 'secret-de-demonstration-seulement';
const PASSWORD = 'demo';

/** Where the stand-ins stand, and whom they serve. */
export interface IdentityOptions {
  /** The port to listen on, on 127.0.0.1; 0 for a free one. */
  readonly port: number;
  /** The address under which browsers and the product reach the stand-ins; issuers are `<publicUrl>/identity/<name>`. By default the port's own. */
  readonly publicUrl?: string;
  /** The product's address, where people come back to; by default `publicUrl`. */
  readonly appUrl?: string;
  readonly clientSecret?: string;
  /** A file that keeps the signing keys between two starts. */
  readonly keysFile?: string;
  /** Whether `POST /identity/<name>/faults` makes a provider misbehave. */
  readonly faults?: boolean;
}

/** A running server of the three stand-ins. */
export interface RunningIdentity {
  readonly port: number;
  readonly publicUrl: string;
  readonly standIns: readonly StandIn[];
  stop(): Promise<void>;
}

/** Where invented people may sign in: nowhere unless someone said so. */
const TRIALS = new Set(['development', 'test']);

/**
 * Starts the stand-ins for Plage, Pro Santé Connect and the operator's provider: real OpenID Connect servers with invented people.
 * @throws unless this is said to be a trial.
 */
export async function startIdentity(options: IdentityOptions): Promise<RunningIdentity> {
  if (!TRIALS.has(process.env['NODE_ENV'] ?? ''))
    throw new Error('Les fournisseurs d’identité de démonstration ne démarrent qu’avec NODE_ENV=development ou test.');
  const keys = await readKeys(options.keysFile);
  const http = createServer((request, response) => {
    // Only once it listens is the port known, which may be part of the issuers' names: who comes that early waits.
    const answered = site.then((built) => route(built, request, response));
    answered.catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const listening = new Promise<void>((resolve, reject) => http.once('error', reject).listen(options.port, '127.0.0.1', resolve));
  const site = listening.then(() => {
    const { port } = http.address() as AddressInfo;
    return buildSite(options, withoutSlash(options.publicUrl ?? `http://localhost:${port}`), keys);
  });
  const { standIns, publicUrl } = await site;
  return {
    port: (http.address() as AddressInfo).port,
    publicUrl: publicUrl.origin,
    standIns,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

interface Site {
  readonly standIns: readonly StandIn[];
  readonly publicUrl: URL;
  readonly appUrl: string;
  readonly faults: boolean;
}

async function buildSite(options: IdentityOptions, publicUrl: string, keys: Keys): Promise<Site> {
  const appUrl = withoutSlash(options.appUrl ?? publicUrl);
  const standIns = await Promise.all(
    PROVIDERS.map((name) =>
      makeStandIn({
        name,
        issuer: `${publicUrl}/identity/${name}`,
        appUrl,
        clientSecret: options.clientSecret ?? DEMONSTRATION_SECRET,
        key: keys.signing[name],
        cookieSecret: keys.cookie,
      }),
    ),
  );
  return { standIns, publicUrl: new URL(publicUrl), appUrl, faults: options.faults ?? false };
}

async function route(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  const [, root, first, second = '', uid] = pathname.split('/');
  if (root !== 'identity') return end(response, 404, 'text/plain', 'Introuvable');
  if (first === 'health') return end(response, 200, 'application/json', '{"status":"ok"}');
  const asset = first === 'assets' ? ASSETS[second] : undefined;
  if (asset) return end(response, 200, asset.type, asset.body);
  const standIn = site.standIns.find(({ name }) => name === first);
  if (!standIn) return end(response, 404, 'text/plain', 'Introuvable');

  request.headers.host = site.publicUrl.host;
  request.headers['x-forwarded-proto'] = site.publicUrl.protocol.slice(0, -1);
  delete request.headers['x-forwarded-host'];
  protect(response, site.appUrl);
  if (second === 'interaction' && uid) return signIn(site, standIn, request, response);
  if (second === 'faults' && site.faults && request.method === 'POST') return addFault(standIn, request, response);

  const url = request.url ?? '/';
  // The mounted server needs to see where it stands to write its own addresses.
  Object.assign(request, { originalUrl: url });
  request.url = url.slice(`/identity/${standIn.name}`.length) || '/';
  if (second === 'auth' && standIn.faults.take('ignore-max-age')) {
    request.url = request.url.replace(/([?&])(max_age|prompt)=[^&]*/g, '$1');
  }
  await standIn.server.callback()(request, response);
}

/** By which means each provider says that it recognised a person. */
const MEANS: Readonly<Record<StandIn['name'], readonly string[]>> = {
  plage: ['pwd'],
  psc: ['hwk', 'pin'],
  operateur: ['pwd', 'otp', 'mfa'],
};

/** Shows the sign-in page, and takes its answer. */
async function signIn(site: Site, standIn: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { name, server } = standIn;
  try {
    const { uid, prompt, params, session } = await server.interactionDetails(request, response);
    const hint = params['login_hint'];
    const accounts = ACCOUNTS[name];
    const current = accounts.find(({ claims: { sub } }) => sub === session?.accountId)?.login;
    const form = { provider: name, accounts, action: `/identity/${name}/interaction/${uid}`, again: current !== undefined };
    if (request.method !== 'POST') {
      const login = current ?? (typeof hint === 'string' ? hint : '');
      return end(response, 200, 'text/html', signInPage({ ...form, login }));
    }
    const answer = new URLSearchParams(await readBody(request));
    if (answer.get('act') === 'cancel') {
      const error_description = 'La personne a renoncé à se connecter.';
      return await server.interactionFinished(request, response, { error: 'access_denied', error_description });
    }
    const login = (answer.get('login') ?? '').trim().toLowerCase();
    const account = accounts.find((candidate) => candidate.login === login);
    if (!account || answer.get('password') !== PASSWORD || prompt.name !== 'login') {
      const error = 'Identifiant ou mot de passe incorrect. Le mot de passe des comptes de démonstration est «\u00a0demo\u00a0».';
      return end(response, 401, 'text/html', signInPage({ ...form, login, error }));
    }
    const result = {
      accountId: account.claims.sub,
      amr: [...MEANS[standIn.name]],
      remember: true,
      ...(name === 'psc' && { acr: 'eidas1' }),
    };
    await server.interactionFinished(request, response, { login: result }, { mergeWithLastSubmission: false });
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    const text = 'Cette demande de connexion a expiré, ou a été ouverte dans un autre onglet. Recommencez depuis Passerelle.';
    end(response, 400, 'text/html', messagePage(name, 'Connexion expirée', text, `${site.appUrl}/connexion`));
  }
}

async function addFault({ faults }: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { kind, times } = JSON.parse(await readBody(request)) as { kind?: string; times?: number };
  if (kind === 'none') faults.clear();
  else if (FAULTS.includes(kind as Fault)) faults.add(kind as Fault, times);
  else return end(response, 400, 'application/json', JSON.stringify({ known: FAULTS }));
  end(response, 204);
}

function protect(response: ServerResponse, appUrl: string): void {
  // The sign-in form ends in a redirection to the product: its address must be allowed as a target of forms.
  const policy = `default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self' ${appUrl}; frame-ancestors 'none'; base-uri 'none'`;
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
}

function end(response: ServerResponse, status: number, type?: string, body?: string): void {
  if (type) response.setHeader('content-type', `${type}; charset=utf-8`);
  response.writeHead(status).end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 10_000) throw new Error('body too large');
  }
  return body;
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');
