import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { APPLICATION_ROLE, KEEPER_ROLE } from './database.js';

/** The roles whose password we may set: any other login is the administrator's of the server to make. */
const OURS = new Set([APPLICATION_ROLE, KEEPER_ROLE]);

/** No such role, no such password, or a role that may not log in. */
const REFUSED = new Set(['28P01', '28000']);

/** Two processes that change one role at once, or make it. */
const AT_ONCE = new Set(['XX000', '23505', '42710']);

/**
 * In development and in tests, where the owner's address alone is given: that of another login on the same database. Its password comes from
 * the owner's by a one-way function, so that all who know the owner agree on it, and who knows it learns nothing of the owner's.
 */
export function derivedLogin(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  if (!url.hostname) throw new Error('Give DATABASE_APP_URL too: no login can be told from a database address without a host.');
  url.username = role;
  url.password = url.password && createHmac('sha256', decodeURIComponent(url.password)).update(role).digest('hex');
  return url.href;
}

/** Makes these logins on the server, as the owner of the database, when they are not there or have another password. */
export async function openLogins(ownerUrl: string, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const { username, password } = new URL(url);
    const role = decodeURIComponent(username);
    if (OURS.has(role) && !(await answers(url))) await openLogin(ownerUrl, role, decodeURIComponent(password));
  }
}

async function openLogin(ownerUrl: string, role: string, password: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    for (let tries = 1; ; tries++) {
      try {
        const known = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
        await owner.query(
          `${known.rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN ${password ? `PASSWORD ${owner.escapeLiteral(scramVerifier(password))}` : ''}`,
        );
        return;
      } catch (error) {
        if (tries === 10 || !AT_ONCE.has((error as { code?: string }).code ?? '')) throw error;
      }
    }
  } finally {
    await owner.end();
  }
}

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803), made here: whatever the server writes of the statement in its log, the password is not in it.
 */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, SCRAM_ITERATIONS, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${SCRAM_ITERATIONS}:${salt.toString('base64')}$${storedKey}:${key('Server Key').toString('base64')}`;
}

/** As PostgreSQL itself counts, 15 and 18 alike. */
const SCRAM_ITERATIONS = 4096;

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (REFUSED.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Refuses a login that owns something, or could: who owns a table can switch its triggers off, and the journal would prove nothing.
 * @throws Error in French, for anyone who starts the product.
 */
export async function demandPowerless(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; powers: string[] }>(POWERS);
    const [{ name, powers } = { name: '', powers: [] }] = rows;
    if (powers.length === 0) return;
    throw new Error(
      `le compte «\u00a0${name}\u00a0» de DATABASE_APP_URL a trop de pouvoirs sur la base (${powers.join(', ')})\u00a0: donnez celui de l’application, passerelle_app, et gardez celui du propriétaire pour les migrations.`,
    );
  } finally {
    await client.end();
  }
}

/** Being a member is enough: `SET ROLE` does the rest. */
const POWERS = `
  SELECT session_user AS name, array_remove(ARRAY[
    CASE WHEN r.rolsuper THEN 'superutilisateur' END,
    CASE WHEN r.rolcreaterole THEN 'crée des rôles' END,
    CASE WHEN r.rolbypassrls OR r.rolreplication THEN 'réplique la base' END,
    CASE WHEN session_user <> current_user THEN 'a pris un autre rôle' END,
    CASE WHEN EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database() AND pg_has_role(session_user, d.datdba, 'MEMBER'))
      THEN 'possède la base' END,
    CASE WHEN EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_has_role(session_user, c.relowner, 'MEMBER'))
      THEN 'possède des tables' END,
    CASE WHEN EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND pg_has_role(session_user, p.proowner, 'MEMBER'))
      THEN 'possède des fonctions' END
  ], NULL) AS powers
  FROM pg_roles r WHERE r.rolname = session_user`;
