import { ACCOUNTS } from '#testing/identity';
import { readClaims, type Provider, type ExternalPerson } from '#identity/domain';
import type { StaffRole } from '#identity/api';

/** A person of the demonstration, as the database knows them. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly email: string;
  readonly provider: Provider;
  /** By which that provider knows them. */
  readonly subject: string;
  readonly profiles: readonly { readonly id: string; readonly centreId: string; readonly role: string }[];
}

/** What the access rights of a staff account are, beside its name. */
interface StaffFixture {
  readonly role: StaffRole;
  readonly holderId?: string;
  /** Codes of authorisations. */
  readonly scope: readonly string[];
}

/** The operator's side. VYV is its holder's alone: what the others must not see. */
export const STAFF: Readonly<Record<string, StaffFixture>> = {
  exploitant: { role: 'exploitant', holderId: 'laboratoire-tecvayli', scope: ['TEC'] },
  'exploitant-2': { role: 'exploitant', holderId: 'laboratoire-enhertu', scope: ['ENH'] },
  'exploitant-3': { role: 'exploitant', holderId: 'laboratoire-vyvgart', scope: ['VYV'] },
  'data-manager': { role: 'data-manager', scope: ['TEC', 'ENH'] },
  gestionnaire: { role: 'gestionnaire', scope: ['TEC', 'ENH'] },
  administrateur: { role: 'administrateur', scope: [] },
};

/**
 * The other manager, of the same authorisations, whom a world has when it asks: most tests say of « the manager » that nobody else is written to, asked or
 * shown.
 */
export const OTHER_MANAGER = 'gestionnaire-2';

/** Accounts of the demonstration whose centres tests of the API do not have: those that need a third centre make one. */
const OF_OTHER_CENTRES: ReadonlySet<string> = new Set(['pharmacien-l', 'pharmacien-r']);

/** Who they are to their provider. */
export function externalOf(provider: Provider, login: string): ExternalPerson {
  const account = ACCOUNTS[provider].find((one) => one.login === login);
  const person = account && readClaims(provider, account.claims);
  if (!person) throw new Error(`Nobody is called ${login} at ${provider}.`);
  return person;
}

/** Everyone whom tests know, by the name of their demonstration account; of the operator's side, those described above. */
export const PERSONAS: ReadonlyMap<string, ExternalPerson> = new Map(
  (Object.keys(ACCOUNTS) as Provider[]).flatMap((provider) =>
    ACCOUNTS[provider].flatMap(({ login, claims }) => {
      const isKnown = provider === 'operateur' ? STAFF[login] !== undefined : !OF_OTHER_CENTRES.has(login);
      const person = isKnown ? readClaims(provider, claims) : undefined;
      return person ? [[login, person] as const] : [];
    }),
  ),
);
