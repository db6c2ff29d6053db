import pg from 'pg';
import { KEEPER_ROLE, derivedLogin } from '#kernel/api';
import { purge } from '../keep.js';
import { demandSoundDatabase } from '../sound-database.js';
import { World } from '../testing/world.js';

/** What PostgreSQL says to anyone who may not. */
const FORBIDDEN = '42501';

let world: World;
let application: pg.Client;
let keeper: pg.Client;
beforeAll(async () => {
  world = await World.open();
  application = await connected(world.config.databaseUrl);
  keeper = await connected(derivedLogin(world.ownerUrl, KEEPER_ROLE));
});
afterAll(async () => {
  await application?.end();
  await keeper?.end();
  await world?.close();
});

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

/** What becomes of an attempt, of which nothing stays. */
async function attempt(client: pg.Client, sql: string): Promise<string> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    return `done: ${sql}`;
  } catch (error) {
    return (error as { code?: string }).code === FORBIDDEN ? FORBIDDEN : `${sql}: ${(error as Error).message}`;
  } finally {
    await client.query('ROLLBACK');
  }
}

async function refuses(client: pg.Client, statements: readonly string[]): Promise<void> {
  const outcomes = [];
  for (const sql of statements) outcomes.push(await attempt(client, sql));
  expect(outcomes.filter((outcome) => outcome !== FORBIDDEN)).toEqual([]);
  expect(outcomes.length).toBeGreaterThan(0);
}

/** Names of the catalog, as SQL writes them; everything that is not PostgreSQL's own. */
const names = async (sql: string): Promise<string[]> => (await world.db.query(sql)).map(({ name }: { name: string }) => name);
const OURS = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const relations = (kinds: string) =>
  names(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS} AND c.relkind IN (${kinds}) ORDER BY 1`,
  );
const functions = () =>
  names(
    `SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name FROM pg_proc p
     JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${OURS} ORDER BY 1`,
  );
const owner = async () => (await names(`SELECT quote_ident(tableowner) AS name FROM pg_tables WHERE tablename = 'journal_entry'`)).join();
const appendOnly = () =>
  names(
    `SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
     WHERE p.proname IN ('journal_is_append_only', 'access_log_is_kept') ORDER BY 1`,
  );

describe('the application’s login', () => {
  it('charter C3.1: is nobody else, and cannot become anybody', async () => {
    const who = async () => (await application.query('SELECT session_user AS login, current_user AS acts')).rows[0];
    expect(await who()).toEqual({ login: 'passerelle_app', acts: 'passerelle_app' });
    for (const way of ['RESET ROLE', 'SET ROLE NONE', 'RESET SESSION AUTHORIZATION', 'RESET ALL', 'DISCARD ALL']) {
      await application.query(way);
      expect(await who()).toEqual({ login: 'passerelle_app', acts: 'passerelle_app' });
    }
    const others = await names(`SELECT quote_ident(rolname) AS name FROM pg_roles WHERE rolname <> 'passerelle_app'`);
    await refuses(
      application,
      others.flatMap((other) => [`SET ROLE ${other}`, `SET SESSION AUTHORIZATION ${other}`]),
    );
    await refuses(application, [
      'SET session_replication_role = replica',
      'CREATE ROLE mine',
      `GRANT ${await owner()} TO passerelle_app`,
      `ALTER ROLE passerelle_app SUPERUSER`,
      `ALTER ROLE passerelle_app CREATEROLE`,
    ]);
  });

  it('owns nothing, and makes nothing of its own', async () => {
    const owned = `SELECT c.relname AS name FROM pg_class c WHERE pg_has_role('passerelle_app', c.relowner, 'MEMBER')
      UNION ALL SELECT p.proname FROM pg_proc p WHERE pg_has_role('passerelle_app', p.proowner, 'MEMBER')
      UNION ALL SELECT n.nspname FROM pg_namespace n WHERE pg_has_role('passerelle_app', n.nspowner, 'MEMBER')
      UNION ALL SELECT d.datname FROM pg_database d WHERE pg_has_role('passerelle_app', d.datdba, 'MEMBER')`;
    expect(await names(owned)).toEqual([]);
    // What it may, it may not pass on: PostgreSQL only warns of a GRANT that gives nothing.
    expect(
      await names(
        `SELECT table_name AS name FROM information_schema.role_table_grants WHERE grantee = 'passerelle_app' AND is_grantable = 'YES'`,
      ),
    ).toEqual([]);
    const schemas = await names(`SELECT quote_ident(n.nspname) AS name FROM pg_namespace n WHERE ${OURS}`);
    await refuses(application, [
      ...schemas.flatMap((schema) => [
        `CREATE TABLE ${schema}.mine (a int)`,
        `CREATE FUNCTION ${schema}.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
        `CREATE VIEW ${schema}.mine AS SELECT 1`,
        `DROP SCHEMA ${schema} CASCADE`,
      ]),
      'CREATE SCHEMA mine',
      `CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION journal_is_append_only()`,
      `COPY journal_entry TO PROGRAM 'cat'`,
    ]);
  });

  it('charter C3.1: changes no table, trigger, function, sequence or index of the database, whatever it tries', async () => {
    const tables = await relations(`'r', 'p'`);
    expect(tables).toEqual(expect.arrayContaining(['public.journal_entry', 'public.access_log', 'public.form_record', 'public.session']));
    await refuses(
      application,
      tables.flatMap((table) => [
        `ALTER TABLE ${table} ADD COLUMN mine int`,
        `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
        `ALTER TABLE ${table} OWNER TO passerelle_app`,
        `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
        `CREATE TRIGGER mine BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
        `CREATE RULE mine AS ON INSERT TO ${table} DO INSTEAD NOTHING`,
        `CREATE INDEX ON ${table} ((1))`,
        `TRUNCATE ${table} CASCADE`,
        `DROP TABLE ${table} CASCADE`,
      ]),
    );
    const triggers: { name: string; table: string }[] = await world.db.query(
      `SELECT quote_ident(t.tgname) AS name, format('%I.%I', n.nspname, c.relname) AS table FROM pg_trigger t
       JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND ${OURS}`,
    );
    await refuses(
      application,
      triggers.flatMap(({ name, table }) => [
        `DROP TRIGGER ${name} ON ${table}`,
        `ALTER TABLE ${table} DISABLE TRIGGER ${name}`,
        `ALTER TRIGGER ${name} ON ${table} RENAME TO mine`,
      ]),
    );
    await refuses(
      application,
      (await functions()).flatMap((one) => [
        `DROP ROUTINE ${one} CASCADE`,
        `ALTER ROUTINE ${one} OWNER TO passerelle_app`,
        `ALTER ROUTINE ${one} SECURITY INVOKER`,
      ]),
    );
    await refuses(
      application,
      (await relations(`'S'`)).flatMap((one) => [`ALTER SEQUENCE ${one} RESTART`, `DROP SEQUENCE ${one} CASCADE`]),
    );
    await refuses(
      application,
      (await relations(`'i'`)).map((one) => `DROP INDEX ${one} CASCADE`),
    );
  });

  it('charter C3.1: neither changes nor deletes what is only ever appended to', async () => {
    const tables = await appendOnly();
    expect(tables).toEqual(
      expect.arrayContaining(['access_log', 'journal_entry', 'journal_seal', 'journal_seal_head', 'journal_value', 'query_message']),
    );
    const columns: { table: string; column: string }[] = await world.db.query(
      `SELECT table_name AS table, quote_ident(column_name) AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = ANY($1) AND is_identity = 'NO'`,
      [[...tables, 'journal_head']],
    );
    await refuses(application, [
      ...columns.map(({ table, column }) => `UPDATE ${table} SET ${column} = ${column}`),
      ...[...tables, 'journal_head'].flatMap((table) => [`DELETE FROM ${table}`, `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`]),
      'SELECT purge_access_log(6)',
      'SELECT purge_idempotency(7)',
    ]);
  });

  it('is asked for at the start: the person who owns the database, or may become its owner, is refused', async () => {
    await expect(demandSoundDatabase({ databaseUrl: world.config.databaseUrl })).resolves.toBeUndefined();
    await expect(demandSoundDatabase({ databaseUrl: world.ownerUrl })).rejects.toThrow(
      /trop de pouvoirs .*possède la base.*possède des tables/,
    );
    const [{ name: last }] = await world.db.query('SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
    await world.db.query(`UPDATE migrations SET name = 'gone' WHERE name = $1`, [last]);
    await expect(demandSoundDatabase({ databaseUrl: world.config.databaseUrl })).rejects.toThrow(`1 migration(s), dont ${last}`);
    await world.db.query(`UPDATE migrations SET name = $1 WHERE name = 'gone'`, [last]);
  });
});

describe('the keeper’s login', () => {
  it('purges what has outlived its term, tells the journal so, and does nothing else', async () => {
    const look = (age: string) =>
      world.db.query(
        `INSERT INTO access_log (at, person_id, role, action, subject_type, subject_id, request_id)
         VALUES (now() - $1::interval, 'p', 'r', 'read', 'form', $2, 'q')`,
        [age, age],
      );
    for (const age of ['13 months', '7 months', '1 month']) await look(age);
    const kept = () => names(`SELECT subject_id AS name FROM access_log WHERE person_id = 'p' ORDER BY at`);
    const keeperUrl = derivedLogin(world.ownerUrl, KEEPER_ROLE);
    expect(await purge({ keeperUrl, accessLogMonths: 12 })).toMatchObject({ looks: 1 });
    expect(await kept()).toEqual(['7 months', '1 month']);
    // Whatever is asked for, six months are kept.
    expect(await purge({ keeperUrl, accessLogMonths: 1 })).toMatchObject({ looks: 1 });
    expect(await kept()).toEqual(['1 month']);
    const told = await world.journalOf('installation', 'access-log');
    expect(told.map(({ action, details }) => [action, details['count']])).toEqual([
      ['access-log.purged', 1],
      ['access-log.purged', 1],
    ]);
    await expect(world.db.query('DELETE FROM access_log')).rejects.toThrow('append-only');

    const tables = await relations(`'r', 'p'`);
    await refuses(keeper, [
      ...tables.flatMap((table) => [`SELECT FROM ${table}`, `DELETE FROM ${table}`, `INSERT INTO ${table} DEFAULT VALUES`]),
      `SELECT journal_append('installation', 'x', '{}', 'x', 'x', 'x', '{}', '[]')`,
      'SET ROLE passerelle_app',
    ]);
  });
});
