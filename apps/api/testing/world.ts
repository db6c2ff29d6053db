import { createServer, type AddressInfo, type Server } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import type { Provider } from '#identity/domain';
import { startIdentity, type Fault, type RunningIdentity } from '#testing/identity';
import { ownerDatabase, readConfig, type Config } from '#kernel/api';
import type { AppOptions } from '../app.module.js';
import { createApp } from '../create-app.js';
import { DECLARED } from '../database.js';
import { Agent } from './agent.js';
import { newDatabase, type Template } from './database.js';
import { openOtherManager } from './fixtures.js';
import { PERSONAS, type Persona } from './personas.js';
import { forgeSessions } from './sessions.js';
import { type StreamKind } from '#kernel/domain';

/** What a test changes of the world. */
export interface WorldOptions {
  /** Variables of the installation, as in docs/operations.md. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the stand-ins of the identity providers run too, ready to misbehave. */
  readonly providers?: boolean;
  /** Modules that probe the rest. */
  readonly modules?: AppOptions['modules'];
  /** Whether there is another manager, `gestionnaire-2`, of the same authorisations. */
  readonly twoManagers?: boolean;
  /** What the database begins with: by default everyone, and nothing done yet. */
  readonly template?: Template;
}

/** One entry of the journal, as tests compare it. */
export interface JournalLine {
  readonly seq: number;
  readonly action: string;
  readonly actor: string;
  readonly role: string;
  readonly centre: string | null;
  readonly subject: { readonly type: string; readonly id: string };
  readonly details: Record<string, unknown>;
  readonly changes: readonly { readonly item: string; readonly old: unknown; readonly new: unknown; readonly reason: string | null }[];
}

/** A test asks in a minute what a person asks in a day, looks again at once, and waits for a database that others load. */
const HASTY = { REQUESTS_PER_MINUTE: '0', ADDRESS_REQUESTS_PER_MINUTE: '0', HEALTH_SECONDS: '0', DATABASE_PATIENCE_SECONDS: '60' };

interface Made {
  readonly app: NestExpressApplication;
  readonly db: DataSource;
  readonly ownerUrl: string;
  readonly config: Config;
  readonly url: string;
  readonly people: ReadonlyMap<string, Persona>;
  readonly authorisations: ReadonlyMap<string, string>;
  readonly agents: ReadonlyMap<string, Agent>;
  readonly identity: RunningIdentity | undefined;
  readonly drop: () => Promise<void>;
}

/** The two centres of the demonstration. */
export const CENTRE_A = '540002698';
export const CENTRE_B = '010000024';

/**
 * The real application on a database of its own, listening, with everyone of the demonstration known. One for each spec file:
 * `beforeAll(async () => { world = await World.open(); })` and `afterAll(() => world.close())`.
 */
export class World {
  readonly app: NestExpressApplication;
  /** The owner's connection: it may look at everything, and forge. */
  readonly db: DataSource;
  /** The owner's address, for commands. */
  readonly ownerUrl: string;
  readonly config: Config;
  /** Without a final slash. */
  readonly url: string;

  private constructor(private readonly made: Made) {
    ({ app: this.app, db: this.db, ownerUrl: this.ownerUrl, config: this.config, url: this.url } = made);
  }

  static async open({ env = {}, modules = [], providers = false, twoManagers = false, template }: WorldOptions = {}): Promise<World> {
    const database = await newDatabase(template);
    const held = await heldPort();
    const { port } = held.address() as AddressInfo;
    process.env['LOG_LEVEL'] ??= 'silent';
    const url = `http://localhost:${port}`;
    const identity = providers ? await startIdentity({ port: 0, appUrl: url, faults: true }) : undefined;
    const all = {
      NODE_ENV: 'test',
      ...HASTY,
      PASSERELLE_RUNS: 'api',
      PUBLIC_URL: url,
      SEED: 'demonstration',
      ...(identity && issuersOf(identity)),
      ...env,
    };
    const config = readConfig({ ...all, DATABASE_URL: database.url, PORT: String(port) });
    const db = await new DataSource(ownerDatabase(database.url, DECLARED)).initialize();
    if (twoManagers) await openOtherManager(db);
    const app = await createApp(config, { modules, env: all });
    await listenOn(held, app);
    const people = await readPeople(db);
    const rows: { code: string; id: string }[] = await db.query('SELECT code, id FROM authorisation');
    const authorisations = new Map(rows.map(({ code, id }) => [code, id]));
    const agents = await agentsOf(people, db, config, url);
    return new World({ app, db, ownerUrl: database.url, config, url, people, authorisations, agents, identity, drop: database.drop });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.made.identity?.stop();
    await this.db.destroy();
    await this.made.drop();
  }

  /**
   * Someone of the demonstration, signed in: the session is forged in its table, the rest is real. With several centres, say which;
   * without a word it is the first.
   */
  as(name: string, centreId?: string): Agent {
    const { profiles } = this.person(name);
    const agent = this.made.agents.get(`${name}@${centreId ?? profiles[0]?.centreId ?? ''}`);
    if (!agent) throw new Error(`${name} has no profile in ${centreId}.`);
    return agent;
  }

  /** The same in a session of its own, which a test may end. `choose: false` leaves the profile to be chosen. */
  async signIn(name: string, { centreId, choose = true }: { centreId?: string; choose?: boolean } = {}): Promise<Agent> {
    const person = this.person(name);
    const profile = choose ? person.profiles.find((one) => !centreId || one.centreId === centreId) : undefined;
    const [credentials] = await forgeSessions(this.db, this.config, [{ person, ...(profile && { profileId: profile.id }) }]);
    return new Agent(this.url, credentials);
  }

  /** The same in a place that came after the world was opened. */
  async signInAs(name: string, profileId: string): Promise<Agent> {
    const [credentials] = await forgeSessions(this.db, this.config, [{ person: this.person(name), profileId }]);
    return new Agent(this.url, credentials);
  }

  /** The stand-ins, when the world was opened with them. */
  get identity(): RunningIdentity {
    if (!this.made.identity) throw new Error('This world has no identity providers: open it with `providers: true`.');
    return this.made.identity;
  }

  /** Puts a fault in wait at a provider: the next request it concerns is spoilt. */
  misbehave(provider: Provider, fault: Fault): void {
    this.identity.standIns.find(({ name }) => name === provider)?.faults.add(fault);
  }

  /** A stranger. */
  anyone(): Agent {
    return new Agent(this.url);
  }

  person(name: string): Persona {
    const person = this.made.people.get(name);
    if (!person) throw new Error(`Nobody is called ${name}: ${[...this.made.people.keys()].join(', ')}.`);
    return person;
  }

  /** The id of an authorisation, by its code: TEC, ENH, VYV. */
  authorisation(code: string): string {
    const id = this.made.authorisations.get(code);
    if (!id) throw new Error(`No authorisation has the code ${code}.`);
    return id;
  }

  /** What the journal says of one thing, in order. */
  async journalOf(kind: StreamKind, id: string): Promise<JournalLine[]> {
    const rows: Record<string, string>[] = await this.db.query(JOURNAL, [kind, id]);
    return rows.map((row) => ({
      ...(row as unknown as JournalLine),
      seq: Number(row['seq']),
      details: JSON.parse(row['details'] ?? '{}'),
    }));
  }
}

/** By the name of the account; a person of the database who has none there, by how their provider knows them. */
async function readPeople(db: DataSource): Promise<Map<string, Persona>> {
  const rows: Omit<Persona, 'name'>[] = await db.query(PEOPLE);
  const logins = new Map([...PERSONAS].map(([login, { provider, subject }]) => [`${provider}:${subject}`, login]));
  return new Map(
    rows.map((row) => {
      const login = logins.get(`${row.provider}:${row.subject}`) ?? row.subject;
      return [login, { ...row, name: `${row.givenName} ${row.familyName}` }] as const;
    }),
  );
}

function issuersOf({ publicUrl }: RunningIdentity): Record<string, string> {
  const issuer = (name: Provider) => `${publicUrl}/identity/${name}`;
  return { PLAGE_ISSUER: issuer('plage'), PSC_ISSUER: issuer('psc'), OPERATOR_ISSUER: issuer('operateur') };
}

/** Everyone, signed in, in each of their profiles. */
async function agentsOf(people: ReadonlyMap<string, Persona>, db: DataSource, config: Config, url: string): Promise<Map<string, Agent>> {
  const places = [...people].flatMap(([name, person]) =>
    person.profiles.length === 0
      ? [{ key: `${name}@`, person }]
      : person.profiles.map(({ id, centreId }) => ({ key: `${name}@${centreId}`, person, profileId: id })),
  );
  const credentials = await forgeSessions(db, config, places);
  return new Map(places.map(({ key }, index) => [key, new Agent(url, credentials[index])]));
}

/**
 * A port of the system's choice, kept from now on: the application must know its own address before it is made, and a port that is let go
 * meanwhile is another spec's.
 */
async function heldPort(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, resolve));
  return server;
}

/** The application takes over the very socket that was held. */
async function listenOn(held: Server, app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer() as Server;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(held, resolve));
}

const PEOPLE = `
  SELECT i.provider, i.subject, p.id, p.family_name AS "familyName", p.given_name AS "givenName", p.email,
    coalesce((SELECT json_agg(json_build_object('id', pr.id, 'centreId', pr.centre_id, 'role', pr.role) ORDER BY pr.centre_id DESC)
      FROM profile pr WHERE pr.person_id = p.id AND pr.active), '[]') AS profiles
  FROM identity i JOIN person p ON p.id = i.person_id`;

const JOURNAL = `
  SELECT e.seq, e.action, e.actor_name AS actor, e.actor_role AS role, e.centre_id AS centre, e.details,
    json_build_object('type', e.subject_type, 'id', e.subject_id) AS subject,
    coalesce((SELECT json_agg(json_build_object('item', v.item, 'old', v.old_value::json, 'new', v.new_value::json, 'reason', v.reason) ORDER BY v.rank)
      FROM journal_value v WHERE v.entry_id = e.id), '[]') AS changes
  FROM journal_entry e WHERE e.stream_kind = $1 AND e.stream_id = $2 ORDER BY e.seq`;
