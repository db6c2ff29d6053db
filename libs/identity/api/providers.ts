import { DEFAULT_PLAGE_READING, type PlageReading, type Provider } from '#identity/domain';
import type { Config } from '#kernel/api';

/** One button of the sign-in page, and what stands behind it: configuration, not code (charter C3.2). */
export interface ProviderConfig {
  readonly id: Provider;
  readonly label: string;
  readonly audience: string;
  /** As the provider writes it in its tokens. */
  readonly issuer: string;
  /** Where it describes itself; under the issuer unless given. */
  readonly discovery: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: readonly string[];
  readonly acrValues?: string;
  /** A CAS server signs out at `<address>?client_id=…&service=…`; without it, as OpenID Connect says. */
  readonly casLogout?: string;
  readonly callback: string;
}

/** Every provider that the installation has, and how Plage's claims are read. */
export interface Providers {
  readonly list: readonly ProviderConfig[];
  readonly reading: PlageReading;
}

/** Injection token. */
export const PROVIDERS = Symbol('Providers');

const DEMONSTRATION_SECRET = 'secret-de-demonstration-seulement';

const KNOWN = [
  {
    id: 'plage',
    prefix: 'PLAGE',
    label: 'Plage',
    audience: 'Établissements de santé\u00a0: médecins, pharmaciens, personnel non médical',
    scope: 'profile email address phone profile_atih',
  },
  {
    id: 'psc',
    prefix: 'PSC',
    label: 'Pro Santé Connect',
    audience: 'Professionnels de santé, avec leur carte CPS ou e-CPS',
    scope: 'scope_all',
    acrValues: 'eidas1',
  },
  {
    id: 'operateur',
    prefix: 'OPERATOR',
    label: 'Exploitants et opérateur',
    audience: 'Entreprises qui exploitent les médicaments, opérateur de la plateforme',
    scope: 'profile email',
  },
] as const;

/**
 * Reads `PLAGE_…`, `PSC_…` and `OPERATOR_…` (ISSUER, DISCOVERY, CLIENT_ID, CLIENT_SECRET, SCOPE), `PLAGE_CAS_LOGOUT`, `PLAGE_ROLES_PATH` and
 * `CENTRE_LEVEL`. A provider without an issuer is not offered.
 * @throws Error naming the variable that is missing or wrong.
 */
export function readProviders(env: Readonly<Record<string, string | undefined>>, { publicUrl }: Pick<Config, 'publicUrl'>): Providers {
  const production = env['NODE_ENV'] === 'production';
  const list = KNOWN.flatMap(({ id, prefix, label, audience, scope, ...more }) => {
    const issuer = env[`${prefix}_ISSUER`];
    if (!issuer) return [];
    if (production && !issuer.startsWith('https:')) throw new Error(`${prefix}_ISSUER must be an https address in production.`);
    const clientSecret = env[`${prefix}_CLIENT_SECRET`] ?? env['OIDC_CLIENT_SECRET'] ?? (production ? undefined : DEMONSTRATION_SECRET);
    if (!clientSecret) throw new Error(`${prefix}_CLIENT_SECRET is required in production.`);
    const casLogout = env[`${prefix}_CAS_LOGOUT`];
    return [
      {
        id,
        label: env[`${prefix}_LABEL`] ?? label,
        audience,
        issuer,
        discovery: env[`${prefix}_DISCOVERY`] ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId: env[`${prefix}_CLIENT_ID`] ?? env['OIDC_CLIENT_ID'] ?? 'passerelle',
        clientSecret,
        scope: (env[`${prefix}_SCOPE`] ?? scope).split(' '),
        ...('acrValues' in more && { acrValues: more.acrValues }),
        ...(casLogout && { casLogout }),
        callback: `${publicUrl.replace(/\/$/, '')}/api/v1/sign-in/${id}/callback`,
      },
    ];
  });
  const centreLevel = env['CENTRE_LEVEL'] ?? 'ET';
  if (centreLevel !== 'ET' && centreLevel !== 'EJ') throw new Error('CENTRE_LEVEL is ET or EJ.');
  return { list, reading: { rolesPath: env['PLAGE_ROLES_PATH'] ?? DEFAULT_PLAGE_READING.rolesPath, centreLevel } };
}
