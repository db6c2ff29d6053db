import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#kernel/api';
import type { ExternalPerson } from '#identity/domain';
import type { HospitalRole, StaffRole } from '#access-rights/domain';
import type { Chance } from '../../../demonstration/chance.js';
import { forgeSessions } from '../sessions.js';
import type { World } from '../world.js';

/** Someone in one place: a profile of a person, or an account of the operator's side. */
export interface Account {
  readonly name: string;
  readonly personId: string;
  readonly subject: string;
  readonly profile?: { readonly id: string; readonly role: HospitalRole; readonly centreId: string };
  readonly staff?: { readonly role: StaffRole; readonly holderId?: string };
  /** Of the session in which they work: another one once they come back. */
  session: Session;
}

/** A session, as the browser sends it, and who acts in it. */
interface Session {
  readonly headers: Readonly<Record<string, string>>;
  readonly actor: Actor;
}

/** An authorisation of a history. */
export interface Licence {
  readonly id: string;
  readonly code: string;
  readonly holderId: string;
}

/** Everyone and everything that a history is about, and nothing of another one. */
export interface Cast {
  readonly centres: readonly string[];
  readonly licences: readonly Licence[];
  /** Whether X and Y, which are of one company, are opened by one access (charter C3.3). */
  readonly shared: boolean;
  readonly accounts: readonly Account[];
}

type Unsigned = Omit<Account, 'session'>;

/** The protocol of all of them: few fields, so that a request is typed in one go. */
export const PROTOCOL = 'PRURIGO-ESSAI';

/** New centres, companies, authorisations and people, who have done nothing yet. */
export async function cast(world: World, chance: Chance, number: number): Promise<Cast> {
  const name = number.toString(36).toUpperCase().padStart(5, '0');
  const centres = ['A', 'B', 'C'].map((letter) => `HI${name}X${letter}`);
  const [first, other] = [`histoire-${name.toLowerCase()}-1`, `histoire-${name.toLowerCase()}-2`];
  const licences = [first, first, other].map((holderId, at) => ({ id: randomUUID(), code: `H${name}${'XYZ'[at]}`, holderId }));
  const shared = chance.often(0.4);
  const people = [...ofCentres(chance, centres, name), ...ofStaff(first, other, name)];
  await world.db.transaction(async (tx) => {
    await tx.query(`INSERT INTO centre (id, legal_id, name) SELECT id, id, 'Centre ' || id FROM unnest($1::text[]) AS c (id)`, [centres]);
    await tx.query(`INSERT INTO holder (id, name) SELECT id, id FROM unnest($1::text[]) AS h (id)`, [[first, other]]);
    const groups: { id: string }[] = await tx.query(`INSERT INTO authorisation_group (name, access) VALUES ($1, $2) RETURNING id`, [
      `Groupe ${name}`,
      shared ? 'single' : 'separate',
    ]);
    for (const { id, code, holderId } of licences)
      await tx.query(
        `INSERT INTO authorisation (id, code, holder_id, group_id, kind, medicine, inn, indication, protocol_code, granted_on, ends_on)
         VALUES ($1, $2, $3, $4, 'AAP-POST-AMM', $2, 'essai', 'Essai', '${PROTOCOL}', '2026-01-15', '2030-01-14')`,
        [id, code, holderId, holderId === first ? groups[0]?.id : null],
      );
    await enter(tx, people);
    await assign(tx, people, licences);
  });
  return { centres, licences, shared, accounts: await signedIn(world, people) };
}

/** In each centre two prescribers, a pharmacist and a PNM; some of them work in another centre too, or in two roles. */
function ofCentres(chance: Chance, centres: readonly string[], name: string): Unsigned[] {
  const roles = ['prescriber', 'prescriber', 'pharmacist', 'pnm'] as const;
  const accounts = centres.flatMap((centreId, at) =>
    roles.slice(0, at === 2 ? 3 : 4).map((role, rank): Unsigned => {
      const called = `${role}-${'abc'[at]}${rank}`;
      return { name: called, personId: randomUUID(), subject: `${name}-${called}`, profile: { id: randomUUID(), role, centreId } };
    }),
  );
  const second = (of: Unsigned, role: HospitalRole, centreId: string, more: string): Unsigned => ({
    ...of,
    name: `${of.name}+${more}`,
    profile: { id: randomUUID(), role, centreId },
  });
  const [both, two] = [accounts[0], accounts[3]];
  if (both && chance.often(0.6)) accounts.push(second(both, 'prescriber', centres[1] ?? '', 'b'));
  if (two && chance.often(0.4))
    accounts.push(second(two, chance.pick(['prescriber', 'pharmacist'] as const), centres[0] ?? '', 'other-role'));
  return accounts;
}

function ofStaff(first: string, other: string, name: string): Unsigned[] {
  const account = (called: string, role: StaffRole, holderId?: string): Unsigned => ({
    name: called,
    personId: randomUUID(),
    subject: `${name}-${called}`,
    staff: { role, ...(holderId && { holderId }) },
  });
  return [
    account('holder-1', 'exploitant', first),
    account('holder-2', 'exploitant', other),
    account('data-manager', 'data-manager'),
    account('manager', 'gestionnaire'),
    account('manager-of-x', 'gestionnaire'),
    account('host', 'administrateur'),
  ];
}

/** Which authorisations an account is assigned at the beginning. */
export function firstScope({ name, staff }: Pick<Account, 'name' | 'staff'>, licences: readonly Licence[]): string[] {
  if (!staff || staff.role === 'administrateur') return [];
  if (staff.role === 'exploitant') return licences.filter(({ holderId }) => holderId === staff.holderId).map(({ id }) => id);
  return (name === 'manager' ? licences : name === 'manager-of-x' ? licences.slice(0, 1) : licences.slice(0, 2)).map(({ id }) => id);
}

async function enter(tx: EntityManager, people: readonly Unsigned[]): Promise<void> {
  const each = [...new Map(people.map((one) => [one.personId, one])).values()];
  const ids = each.map(({ personId }) => personId);
  await tx.query(
    `INSERT INTO person (id, family_name, given_name, email) SELECT id, upper(name), 'Essai', name || '@histoires.example' FROM unnest($1::uuid[], $2::text[]) AS p (id, name)`,
    [ids, each.map(({ subject }) => subject)],
  );
  await tx.query(`INSERT INTO identity (provider, subject, person_id) SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])`, [
    each.map(({ staff }) => (staff ? 'operateur' : 'plage')),
    each.map(({ subject }) => subject),
    ids,
  ]);
  const working = people.flatMap(({ personId, profile }) => (profile ? [{ personId, ...profile }] : []));
  await tx.query(
    `INSERT INTO profile (id, person_id, centre_id, role) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])`,
    [
      working.map(({ id }) => id),
      working.map(({ personId }) => personId),
      working.map(({ centreId }) => centreId),
      working.map(({ role }) => role),
    ],
  );
}

async function assign(tx: EntityManager, people: readonly Unsigned[], licences: readonly Licence[]): Promise<void> {
  for (const { name, personId, staff } of people) {
    if (!staff) continue;
    await tx.query('INSERT INTO staff (person_id, role, holder_id) VALUES ($1, $2, $3)', [personId, staff.role, staff.holderId ?? null]);
    if (staff.role === 'exploitant') continue;
    await tx.query('INSERT INTO staff_scope (person_id, authorisation_id) SELECT $1, * FROM unnest($2::uuid[])', [
      personId,
      firstScope({ name, staff }, licences),
    ]);
  }
}

async function signedIn(world: World, people: readonly Unsigned[]): Promise<Account[]> {
  const places = people.map(({ personId, subject, profile, staff }) => ({
    person: { id: personId, subject, provider: staff ? ('operateur' as const) : ('plage' as const) },
    ...(profile && { profileId: profile.id }),
  }));
  const credentials = await forgeSessions(world.db, world.config, places);
  return people.map((one, at) => {
    const { cookie = '', csrf = '' } = credentials[at] ?? {};
    return { ...one, session: { headers: { cookie, 'x-csrf-token': csrf }, actor: actorOf(one, cookie) } };
  });
}

/** Their session was ended with what it was for: they sign in again. */
export async function signInAgain(world: World, account: Account): Promise<void> {
  const [again] = await signedIn(world, [account]);
  if (again) account.session = again.session;
}

/** Who acts when the provider sends a signature back. */
function actorOf({ personId, subject, profile, staff }: Unsigned, cookie: string): Actor {
  const sid = /=s:([^.]+)\./.exec(decodeURIComponent(cookie))?.[1] ?? '';
  return {
    personId,
    name: subject,
    provider: staff ? 'operateur' : 'plage',
    sessionId: createHash('sha256').update(sid).digest('hex').slice(0, 32),
    ...(profile && { profile: { ...profile, centreName: '' } }),
  };
}

/** What the provider tells of a person who works there now. */
export function toldBy(
  { subject }: Account,
  profiles: readonly { readonly centreId: string; readonly role: HospitalRole }[],
): ExternalPerson {
  return {
    provider: 'plage',
    subject,
    familyName: subject.toUpperCase(),
    givenName: 'Essai',
    email: `${subject}@histoires.example`,
    profiles: profiles.map(({ centreId, role }) => ({
      externalId: centreId,
      centre: { id: centreId, legalId: centreId, name: `Centre ${centreId}` },
      role,
    })),
  };
}
