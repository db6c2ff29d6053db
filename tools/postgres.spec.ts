import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startPostgres, stopOrphan } from './postgres.mjs';
import { isAlive } from './process.mjs';

mkdirSync('tmp', { recursive: true });
const folder = mkdtempSync(path.resolve('tmp/postgres-spec-'));
// Passable: as root, PostgreSQL runs under another account.
chmodSync(folder, 0o711);
const dir = path.join(folder, 'data');
const start = (more = {}) => startPostgres({ dir, durable: false, ...more });

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  await stopOrphan(dir);
  rmSync(folder, { recursive: true });
});

describe('the packaged PostgreSQL', () => {
  it('gives an owner that is no superuser, and finds the data again', async () => {
    const first = await start();
    expect(await ask(first.url, 'select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false, rolcreaterole: true, rolcreatedb: true },
    ]);
    await ask(first.url, "create table kept as select 'é' as letter");
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(await ask(second.url, 'select upper(letter) as letter from kept')).toEqual([{ letter: 'É' }]);
    await second.stop();
  });

  it('keeps its password readable by its owner alone', () => {
    expect(statSync(`${dir}.password`).mode & 0o777).toBe(0o600);
  });

  it('takes over the server that a dead launcher left', async () => {
    const left = await start();
    const adopted = await start();
    expect([adopted.adopted, adopted.pid, adopted.url]).toEqual([true, left.pid, left.url]);
    await adopted.stop();
    expect(isAlive(left.pid)).toBe(false);
  });

  it('starts after being killed outright, on the same port', async () => {
    const killed = await start();
    process.kill(Number(killed.pid), 'SIGKILL');
    await killed.exited();
    const next = await start({ port: killed.port });
    expect([next.adopted, next.port]).toEqual([false, killed.port]);
    await next.stop();
  });

  it('is not fooled by a lock whose number another process now has', async () => {
    const server = await start();
    const lock = readFileSync(path.join(dir, 'postmaster.pid'), 'utf8');
    await server.stop();
    // This very test's process: alive, and no PostgreSQL.
    writeFileSync(path.join(dir, 'postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
    const next = await start();
    expect(next.adopted).toBe(false);
    await next.stop();
  });

  it('says in one line that a folder is not one of its own, and leaves it alone', async () => {
    const broken = path.join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(path.join(broken, 'letter.txt'), 'mine');
    writeFileSync(`${broken}.password`, 'x');
    await expect(startPostgres({ dir: broken })).rejects.toThrow(/^Le dossier de données .* est abîmé .*sauvegarde[^\n]*$/);
    expect(readFileSync(path.join(broken, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('says in one line which folder must be opened to its account, when we are root', async () => {
    const closed = path.join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const starting = startPostgres({ dir: path.join(closed, 'data'), durable: false });
    if (process.getuid?.() === 0) await expect(starting).rejects.toThrow(`chmod o+x ${closed}`);
    else await (await starting).stop();
  });

  it('says in one line what PostgreSQL itself finds wrong', async () => {
    writeFileSync(path.join(dir, 'global', 'pg_control'), 'nonsense');
    await expect(start()).rejects.toThrow(/^PostgreSQL ne démarre pas sur [^\n]*$/);
  });
});
