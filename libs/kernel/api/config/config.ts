import { own } from '#kernel/domain';
import { z } from 'zod';
import { APPLICATION_ROLE, KEEPER_ROLE } from '../database/database.js';
import { derivedLogin } from '../database/logins.js';
import { address, ConfigError, isProxy, isTrial, number, origin, readVariables, secretKey, type Environment } from './variables.js';

/** The demonstration's values: nowhere but under an explicit `NODE_ENV=development` or `test`. */
const DEMONSTRATION = {
  SESSION_SECRET: 'demonstration-session',
  SEAL_KEY: 'demonstration-seal',
  NUMBER_KEY: 'demonstration-number',
  DEVICE_KEY: 'demonstration-device',
  FACTOR_KEY: 'demonstration-factor',
} as const;

const KEYS = Object.keys(DEMONSTRATION) as (keyof typeof DEMONSTRATION)[];

const DATABASE = ['postgres:', 'postgresql:'] as const;

/** One variable of the running product each, with what docs/operations.md says of it. */
export function variablesOf(trial: boolean) {
  const key = (name: keyof typeof DEMONSTRATION, what: string) =>
    (trial ? z.string().default(DEMONSTRATION[name]) : secretKey()).describe(what);
  const publicUrl = origin(trial);
  return z.object({
    NODE_ENV: z
      .string()
      .optional()
      .describe('`development` or `test` admit the demonstration’s keys and data; anything else, and nothing, is production'),
    DATABASE_APP_URL: address('une adresse PostgreSQL', ...DATABASE).describe(
      'the application’s login (`passerelle_app`): it owns nothing, and the product refuses to start with one that does',
    ),
    REDIS_URL: address('une adresse Redis', 'redis:', 'rediss:').optional().describe('jobs on Redis or Valkey; without it, on PostgreSQL'),
    SMTP_URL: address('une adresse de serveur de messagerie', 'smtp:', 'smtps:')
      .optional()
      .describe('mail server; without it e-mails wait (`npm start`: the local mailbox, at `/mailbox`)'),
    MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*@[^\r\n]*$/, 'une adresse électronique est attendue.')
      .default('Passerelle <ne-pas-repondre@passerelle.exemple.fr>')
      .describe('sender of e-mails'),
    MAIL_SWEEP_SECONDS: number(1, 3600).default(30).describe('how often e-mails that wait are looked for, beside their wake-ups'),
    PUBLIC_URL: (trial ? publicUrl.default('http://localhost:3000') : publicUrl).describe(
      'address that people use: its origin alone, https in production',
    ),
    PORT: number(0, 65_535).default(3000).describe('port; 0: a free one'),
    HOST: z.string().optional().describe('address to listen on; every one unless given (`npm start`: this machine alone)'),
    WEB_DIST: z.string().optional().describe('folder of the built client; without it the API answers alone'),
    SESSION_SECRET: key('SESSION_SECRET', 'key that signs the cookies of sessions'),
    SEAL_KEY: key('SEAL_KEY', 'key of the journal’s seals: kept apart from the database and its back-ups'),
    NUMBER_KEY: key('NUMBER_KEY', 'key behind registration numbers: never changes'),
    DEVICE_KEY: key('DEVICE_KEY', 'key from which each person’s key for their devices is derived'),
    FACTOR_KEY: key('FACTOR_KEY', 'key under which the secrets of authenticator apps (our own second factor) are kept encrypted'),
    PUPPETEER_EXECUTABLE_PATH: z
      .string()
      .optional()
      .describe('browser that makes the PDFs; an installed Chromium unless given, else the packaged one'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info')
      .describe('what is logged: never a body, a query string or a cookie'),
    SIGN_INS_PER_MINUTE: number(0, 100_000)
      .default(120)
      .describe('how often one address may begin to sign in, for each process; 0 for no limit'),
    REQUESTS_PER_MINUTE: number(0, 100_000)
      .default(600)
      .describe('how much one person may ask of each process in a minute; 0 for no limit'),
    ADDRESS_REQUESTS_PER_MINUTE: number(0, 1_000_000)
      .default(6000)
      .describe('the same of one address, behind which a whole hospital may sit'),
    NUMBER_CHECKS_PER_HOUR: number(0, 100_000)
      .default(60)
      .describe('how many registration numbers one pharmacist may ask about in an hour, of each process; 0 for no limit'),
    ACCOUNT_SLEEP_DAYS: number(0, 3_650)
      .default(180)
      .describe('after how many days without a sign-in an account is put to sleep; 0 for never'),
    TRUSTED_PROXIES: z
      .string()
      .transform((text) => text.split(',').map((each) => each.trim()))
      .refine(
        (proxies) => proxies.every(isProxy),
        'des adresses, des réseaux (10.0.0.0/8) ou loopback, linklocal, uniquelocal sont attendus, séparés par des virgules.',
      )
      .default(['loopback'])
      .describe('proxies whose word on the visitor’s address is believed: addresses, networks, `loopback`, `linklocal`, `uniquelocal`'),
    HEALTH_SECONDS: number(0, 60).default(2).describe('for how long an answer on readiness holds'),
    SESSION_IDLE_MINUTES: number(1, 240).default(20).describe('idle lock'),
    SESSION_HOURS: number(1, 24).default(10).describe('longest session'),
    DATABASE_PATIENCE_SECONDS: number(1, 600)
      .default(5)
      .describe('how long one waits for a free connection; for what another holds twice as long, for the answer of a statement six times'),
    PREPARED_STATEMENTS: z
      .enum(['on', 'off'])
      .default('on')
      .describe(
        'statements that repeat are prepared once a connection; `off` behind a pooler that lends connections by transaction and does not follow them',
      ),
    LIVE_BEAT_SECONDS: number(1, 300)
      .default(15)
      .describe('how often a stream of changes says that it lives, and asks whether its session does'),
    PASSERELLE_RUNS: z.enum(['all', 'api', 'worker']).default('all').describe('what this process does'),
    SEED: (trial ? z.enum(['demonstration']) : z.never('refusée en dehors de NODE_ENV=development ou test.'))
      .optional()
      .describe('`demonstration`: the data are those of the demonstration, and the sign-in page names its accounts; refused in production'),
  });
}

/** What the installation decides, read once from the environment (docs/operations.md lists each variable). */
export interface Config {
  /** The application's login. The owner's is not there while the product runs. */
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** How often e-mails that wait are looked for, beside their wake-ups. */
  readonly mailSweepSeconds: number;
  readonly publicUrl: string;
  readonly port: number;
  /** The address to listen on; every one unless given. */
  readonly host: string | undefined;
  readonly webDist: string | undefined;
  readonly sessionSecret: string;
  /** HMAC key of the journal's seals: never in the database. */
  readonly sealKey: string;
  /** Key of the permutation behind registration numbers. */
  readonly numberKey: string;
  /** What each person's key for their own devices is derived from: never in the database either. */
  readonly deviceKey: string;
  /** Under which the secrets of authenticator apps stand encrypted in the database. */
  readonly factorKey: string;
  /** How often one address may begin to sign in; 0 for as often as it likes. */
  readonly signInsPerMinute: number;
  /** How much one person, and one address, may ask in a minute; 0 for as much as they like. */
  readonly requestsPerMinute: number;
  readonly addressRequestsPerMinute: number;
  /** How many registration numbers one pharmacist may ask about in an hour; 0 for as many as they like. */
  readonly numberChecksPerHour: number;
  /** After how many days without a sign-in an account is put to sleep; 0 for never. */
  readonly accountSleepDays: number;
  /** Whose word on the visitor's address is believed. */
  readonly trustedProxies: readonly string[];
  /** For how long an answer on readiness holds. */
  readonly healthSeconds: number;
  /** How long one waits for a free connection to the database; the other terms follow from it (`applicationDatabase`). */
  readonly databasePatienceSeconds: number;
  /** Whether statements that repeat are prepared, once a connection. */
  readonly preparedStatements: boolean;
  readonly idleMinutes: number;
  readonly sessionHours: number;
  /** How often a stream of changes says that it lives, and asks whether its session does. */
  readonly liveBeatSeconds: number;
  /** One process may do both; in production replicas and workers stand apart. */
  readonly runs: 'all' | 'api' | 'worker';
  readonly demonstration: boolean;
}

/**
 * The configuration of the running product. It fails closed: what is not said to be a trial has keys of its own, https, and no owner of the database.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readConfig(env: Environment = process.env): Config {
  const trial = isTrial(env);
  const read = readVariables(
    variablesOf(trial).superRefine(demandOwnKeys),
    trial ? withLogin(env, 'DATABASE_APP_URL', APPLICATION_ROLE) : env,
  );
  if (!trial && env['DATABASE_URL']) {
    throw new ConfigError(['DATABASE_URL\u00a0: le propriétaire de la base n’est donné qu’à la migration, jamais à l’application.']);
  }
  return {
    databaseUrl: read.DATABASE_APP_URL,
    redisUrl: read.REDIS_URL,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    mailSweepSeconds: read.MAIL_SWEEP_SECONDS,
    publicUrl: read.PUBLIC_URL,
    port: read.PORT,
    host: read.HOST,
    webDist: read.WEB_DIST,
    sessionSecret: read.SESSION_SECRET,
    sealKey: read.SEAL_KEY,
    numberKey: read.NUMBER_KEY,
    deviceKey: read.DEVICE_KEY,
    factorKey: read.FACTOR_KEY,
    signInsPerMinute: read.SIGN_INS_PER_MINUTE,
    numberChecksPerHour: read.NUMBER_CHECKS_PER_HOUR,
    accountSleepDays: read.ACCOUNT_SLEEP_DAYS,
    requestsPerMinute: read.REQUESTS_PER_MINUTE,
    addressRequestsPerMinute: read.ADDRESS_REQUESTS_PER_MINUTE,
    trustedProxies: read.TRUSTED_PROXIES,
    healthSeconds: read.HEALTH_SECONDS,
    idleMinutes: read.SESSION_IDLE_MINUTES,
    sessionHours: read.SESSION_HOURS,
    databasePatienceSeconds: read.DATABASE_PATIENCE_SECONDS,
    preparedStatements: read.PREPARED_STATEMENTS === 'on',
    liveBeatSeconds: read.LIVE_BEAT_SECONDS,
    runs: read.PASSERELLE_RUNS,
    demonstration: read.SEED === 'demonstration',
  };
}

/**
 * The key of the seals alone, for the commands that verify and seal; they are given no other.
 * @throws ConfigError when it is missing or is no key.
 */
export function readSealKey(env: Environment = process.env): string {
  return readVariables(variablesOf(isTrial(env)).pick({ SEAL_KEY: true }), env).SEAL_KEY;
}

/** Who owns the database, and the logins it makes: for the migration and for commands alone. */
export interface Owner {
  readonly ownerUrl: string;
  /** Of the application and, where there is one, of the keeper. */
  readonly logins: readonly string[];
  readonly redisUrl: string | undefined;
}

/** Variables of the migration. */
export const OWNER_VARIABLES = z.object({
  DATABASE_URL: address('une adresse PostgreSQL', ...DATABASE).describe(
    'the owner of the database (PostgreSQL ≥ 15): migrations and commands only',
  ),
  DATABASE_APP_URL: address('une adresse PostgreSQL', ...DATABASE).describe(
    'as above: its login is made when its role is `passerelle_app`',
  ),
  DATABASE_KEEPER_URL: address('une adresse PostgreSQL', ...DATABASE)
    .optional()
    .describe('the login that purges what has a term (`passerelle_keeper`), made likewise'),
  REDIS_URL: address('une adresse Redis', 'redis:', 'rediss:').optional().describe('as above: PostgreSQL then needs no tables for jobs'),
});

/**
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readOwner(env: Environment = process.env): Owner {
  const trial = (given: Environment) =>
    withLogin(withLogin(given, 'DATABASE_APP_URL', APPLICATION_ROLE), 'DATABASE_KEEPER_URL', KEEPER_ROLE);
  const read = readVariables(OWNER_VARIABLES, isTrial(env) ? trial(env) : env);
  const { DATABASE_URL: ownerUrl, DATABASE_APP_URL, DATABASE_KEEPER_URL, REDIS_URL: redisUrl } = read;
  return { ownerUrl, logins: [DATABASE_APP_URL, ...(DATABASE_KEEPER_URL ? [DATABASE_KEEPER_URL] : [])], redisUrl };
}

/** Who purges what has a term, and the terms. */
export interface Keeper {
  readonly keeperUrl: string;
  readonly accessLogMonths: number;
}

/** Variables of the keeper. */
export const KEEPER_VARIABLES = z.object({
  DATABASE_KEEPER_URL: address('une adresse PostgreSQL', ...DATABASE).describe('the keeper’s login (`passerelle_keeper`)'),
  ACCESS_LOG_MONTHS: number(6, 60)
    .default(12)
    .describe('for how long looks are kept in the access log; the database itself refuses less than six months'),
});

/**
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function readKeeper(env: Environment = process.env): Keeper {
  const read = readVariables(KEEPER_VARIABLES, isTrial(env) ? withLogin(env, 'DATABASE_KEEPER_URL', KEEPER_ROLE) : env);
  return { keeperUrl: read.DATABASE_KEEPER_URL, accessLogMonths: read.ACCESS_LOG_MONTHS };
}

/** Where a trial gives the owner alone, the other logins follow from it. */
function withLogin(env: Environment, name: string, role: string): Environment {
  const { DATABASE_URL: owner } = env;
  return own(env, name) || !owner || !URL.canParse(owner) ? env : { ...env, [name]: derivedLogin(owner, role) };
}

/** Two purposes with one key are one secret to lose. */
function demandOwnKeys(read: Readonly<Record<(typeof KEYS)[number], string>>, ctx: z.RefinementCtx): void {
  for (const [rank, name] of KEYS.entries()) {
    const twin = KEYS.slice(0, rank).find((other) => read[other] === read[name]);
    if (twin) ctx.addIssue({ code: 'custom', path: [name], message: `elle est la même que ${twin}\u00a0: chaque clé a la sienne.` });
  }
}

/** Injection token of the configuration. */
export const CONFIG = Symbol('Config');
