/** What the installation decides, read once from the environment (docs/operations.md lists each variable). */
export interface Config {
  readonly databaseUrl: string;
  /** Given: the application's own login. Not given: the owner's URL, with the application's role taken on each connection. */
  readonly databaseAppUrl: string | undefined;
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
  /** How often one address may begin to sign in; 0 for as often as it likes. */
  readonly signInsPerMinute: number;
  readonly idleMinutes: number;
  readonly sessionHours: number;
  /** How often a stream of changes says that it lives, and asks whether its session does. */
  readonly liveBeatSeconds: number;
  /** One process may do both; in production replicas and workers stand apart. */
  readonly runs: 'all' | 'api' | 'worker';
  readonly demonstration: boolean;
}

/** The demonstration's values: refused in production, where each must be given. */
const DEMONSTRATION = {
  sessionSecret: 'demonstration-session',
  sealKey: 'demonstration-seal',
  numberKey: 'demonstration-number',
  deviceKey: 'demonstration-device',
};

/**
 * @throws Error naming the variable that is missing or wrong.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const production = env['NODE_ENV'] === 'production';
  const secret = (name: string, fallback: string): string => {
    const given = env[name];
    if (given) return given;
    if (production) throw new Error(`${name} is required in production.`);
    return fallback;
  };
  const runs = env['PASSERELLE_RUNS'] ?? 'all';
  if (runs !== 'all' && runs !== 'api' && runs !== 'worker') throw new Error('PASSERELLE_RUNS is all, api or worker.');
  if (production && env['SEED'] === 'demonstration') throw new Error('SEED=demonstration is refused in production.');
  const databaseUrl = env['DATABASE_URL'];
  if (!databaseUrl) throw new Error('DATABASE_URL is required.');
  return {
    databaseUrl,
    databaseAppUrl: env['DATABASE_APP_URL'],
    redisUrl: env['REDIS_URL'],
    smtpUrl: env['SMTP_URL'],
    mailFrom: env['MAIL_FROM'] ?? 'Passerelle <ne-pas-repondre@passerelle.exemple.fr>',
    mailSweepSeconds: Number(env['MAIL_SWEEP_SECONDS'] ?? 30),
    publicUrl: env['PUBLIC_URL'] ?? 'http://localhost:3000',
    port: Number(env['PORT'] ?? 3000),
    host: env['HOST'],
    webDist: env['WEB_DIST'],
    sessionSecret: secret('SESSION_SECRET', DEMONSTRATION.sessionSecret),
    sealKey: secret('SEAL_KEY', DEMONSTRATION.sealKey),
    numberKey: secret('NUMBER_KEY', DEMONSTRATION.numberKey),
    deviceKey: secret('DEVICE_KEY', DEMONSTRATION.deviceKey),
    signInsPerMinute: Number(env['SIGN_INS_PER_MINUTE'] ?? 120),
    idleMinutes: Number(env['SESSION_IDLE_MINUTES'] ?? 20),
    sessionHours: Number(env['SESSION_HOURS'] ?? 10),
    liveBeatSeconds: Number(env['LIVE_BEAT_SECONDS'] ?? 15),
    runs,
    demonstration: env['SEED'] === 'demonstration',
  };
}

/** Injection token of the configuration. */
export const CONFIG = Symbol('Config');
