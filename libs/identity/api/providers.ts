import { DEFAULT_PLAGE_READING, PROVIDER_WORDS, type PlageReading, type Provider } from '#identity/domain';
import { z } from 'zod';
import { address, ConfigError, isTrial, readVariables, type Config, type Environment } from '#kernel/api';

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
  /** Levels of authentication (`acr`) of which its token must say one: asked as `acr_values`, best last. Empty: none is demanded. */
  readonly acr: readonly string[];
  /** Means of authentication (`amr`, RFC 8176) of which its token must say one; for `mfa`, two of different kinds do too. Empty: none is demanded. */
  readonly amr: readonly string[];
  /** Whether our own second factor is demanded of those whose token proves none. */
  readonly demandsFactor: boolean;
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
    scope: 'profile email address phone profile_atih',
  },
  {
    id: 'psc',
    prefix: 'PSC',
    scope: 'scope_all',
    acr: 'eidas1 eidas2 eidas3',
  },
  {
    id: 'operateur',
    prefix: 'OPERATOR',
    scope: 'profile email',
    // Staff prove themselves by two factors: their provider says so, or they do not come in.
    amr: 'mfa',
    // Where the installation takes less of that provider (`OPERATOR_AMR=none`), ours is demanded, unless it says otherwise too.
    secondFactor: 'demanded',
  },
] as const;

/** What is demanded of a provider unless the installation decides otherwise. */
function defaultOf(prefix: (typeof KNOWN)[number]['prefix'], what: 'acr' | 'amr' | 'secondFactor'): string {
  const known = KNOWN.find((each) => each.prefix === prefix);
  return new Map<string, string>(Object.entries(known ?? {})).get(what) ?? 'none';
}

const words = (said: string | undefined): string[] => (said ?? 'none').split(/\s+/).filter((word) => word && word !== 'none');

const issuerOf = (trial: boolean) => address('une adresse', ...(trial ? ['https:', 'http:'] : ['https:']));

/** One variable of the identity providers each, with what docs/operations.md says of it. */
export function providerVariables(trial: boolean) {
  const given = (what: string) => z.string().optional().describe(what);
  const of = (prefix: (typeof KNOWN)[number]['prefix']) => ({
    [`${prefix}_ISSUER`]: issuerOf(trial)
      .optional()
      .describe('issuer, as it writes itself in its tokens; a provider without one is not offered'),
    [`${prefix}_DISCOVERY`]: issuerOf(trial).optional().describe('where it describes itself, when not under the issuer'),
    [`${prefix}_CLIENT_ID`]: given('our name there, when not that of `OIDC_CLIENT_ID`'),
    [`${prefix}_CLIENT_SECRET`]: given('our secret there, when not `OIDC_CLIENT_SECRET`; one of both is required'),
    [`${prefix}_SCOPE`]: given('scopes asked beside `openid`'),
    [`${prefix}_LABEL`]: given('words on the button'),
    [`${prefix}_ACR`]: given('levels (`acr`), of which its token must say one; `none` demands nothing').default(defaultOf(prefix, 'acr')),
    [`${prefix}_AMR`]: given(
      'means (`amr`, RFC 8176), of which its token must say one; for `mfa`, two of different kinds do too; `none` demands nothing',
    ).default(defaultOf(prefix, 'amr')),
    [`${prefix}_SECOND_FACTOR`]: z
      .enum(['demanded', 'none'])
      .default(!trial && defaultOf(prefix, 'secondFactor') === 'demanded' ? 'demanded' : 'none')
      .describe(
        'our own second factor (passkey or authenticator app): `demanded` of those whose token proves none, or left to each person',
      ),
    [`${prefix}_CAS_LOGOUT`]: issuerOf(trial).optional().describe('sign-out address of a CAS server, when it is one'),
  });
  return z.object({
    ...of('PLAGE'),
    ...of('PSC'),
    ...of('OPERATOR'),
    OIDC_CLIENT_ID: z.string().default('passerelle').describe('our name at the providers'),
    OIDC_CLIENT_SECRET: given('our secret at the providers'),
    PLAGE_ROLES_PATH: z.string().default(DEFAULT_PLAGE_READING.rolesPath).describe('where Plage says a profile’s roles'),
    CENTRE_LEVEL: z
      .enum(['ET', 'EJ'])
      .default(DEFAULT_PLAGE_READING.centreLevel)
      .describe('whether a centre is the establishment (`ET`) or the legal body (`EJ`)'),
  });
}

/**
 * Reads the variables of the providers.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readProviders(env: Environment, { publicUrl }: Pick<Config, 'publicUrl'>): Providers {
  const trial = isTrial(env);
  const read: ProviderVariables = readVariables(providerVariables(trial), env);
  const nameless: string[] = [];
  const list = KNOWN.flatMap(({ id, prefix, scope }) => {
    const issuer = read[`${prefix}_ISSUER`];
    if (!issuer) return [];
    const clientSecret = read[`${prefix}_CLIENT_SECRET`] ?? read.OIDC_CLIENT_SECRET ?? (trial ? DEMONSTRATION_SECRET : '');
    if (!clientSecret || (!trial && clientSecret === DEMONSTRATION_SECRET)) nameless.push(prefix);
    const casLogout = read[`${prefix}_CAS_LOGOUT`];
    return [
      {
        id,
        label: read[`${prefix}_LABEL`] ?? PROVIDER_WORDS[id].label,
        audience: PROVIDER_WORDS[id].audience,
        issuer,
        discovery: read[`${prefix}_DISCOVERY`] ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId: read[`${prefix}_CLIENT_ID`] ?? read.OIDC_CLIENT_ID,
        clientSecret,
        scope: (read[`${prefix}_SCOPE`] ?? scope).split(' '),
        acr: words(read[`${prefix}_ACR`]),
        amr: words(read[`${prefix}_AMR`]),
        demandsFactor: read[`${prefix}_SECOND_FACTOR`] === 'demanded',
        ...(casLogout && { casLogout }),
        callback: `${publicUrl.replace(/\/$/, '')}/api/v1/sign-in/${id}/callback`,
      },
    ];
  });
  if (nameless.length > 0) {
    throw new ConfigError(nameless.map((prefix) => `${prefix}_CLIENT_SECRET\u00a0: il manque, ou c’est celui de la démonstration.`));
  }
  return { list, reading: { rolesPath: read.PLAGE_ROLES_PATH, centreLevel: read.CENTRE_LEVEL } };
}

type Of<Prefix extends string> =
  `${Prefix}_${'ISSUER' | 'DISCOVERY' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'SCOPE' | 'LABEL' | 'ACR' | 'AMR' | 'SECOND_FACTOR' | 'CAS_LOGOUT'}`;
type ProviderVariables = Readonly<Partial<Record<Of<'PLAGE' | 'PSC' | 'OPERATOR'> | 'OIDC_CLIENT_SECRET', string>>> &
  Pick<z.output<ReturnType<typeof providerVariables>>, 'OIDC_CLIENT_ID' | 'PLAGE_ROLES_PATH' | 'CENTRE_LEVEL'>;
