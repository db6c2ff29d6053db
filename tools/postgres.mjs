/**
 * Starts a private PostgreSQL from the npm-packaged binaries, for `npm start` and for tests. No wrapper package: ours keeps
 * the order of stopping in our hands, adopts a server that outlived its launcher, and says in one line what is wrong.
 */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demandPassage, demandSoundFolder, findBinaries, initialise, readPassword, unprivilegedAccount } from './postgres-folder.mjs';
import { PlainError, isAlive, lastLine, readAfter, readIfThere, whenGone } from './process.mjs';

const DATABASE = 'passerelle';
const OWNER = 'passerelle';
const PATIENCE_MS = 30_000;

/**
 * Starts (or adopts) the server whose data stand in `dir`, and makes the database `passerelle` and its owner if missing. The owner is
 * no superuser: it may create roles and databases, as an owner in production may.
 * @param {{ dir: string, port?: number, durable?: boolean, log?: (line: string) => void }} options
 *   `port`: a free one unless given; `durable: false`: faster, may lose data when the machine stops, for tests only.
 * @returns the owner's URL, the server's process id, `exited()` (settles when the server is gone) and `stop()`.
 * @throws {PlainError} in French, one line, when the folder or its data cannot be used.
 */
export async function startPostgres({ dir, port, durable = true, log = () => undefined }) {
  const folder = path.resolve(dir);
  const binaries = await findBinaries();
  const account = unprivilegedAccount();
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  demandPassage(account, path.dirname(folder));
  demandPassage(account, path.dirname(binaries.postgres));
  const password = readPassword(folder);
  if (!fs.existsSync(folder)) initialise(binaries, folder, password, account, durable);
  demandSoundFolder(folder, binaries);

  const adopted = await adopt(folder, password);
  if (adopted) log(`PostgreSQL déjà en marche (processus ${adopted.pid})\u00a0: repris`);
  const server = adopted ?? (await launch({ binaries, folder, port, password, account, durable }));
  await ensureDatabase(server.port, password);
  return {
    url: urlOf(OWNER, password, server.port, DATABASE),
    port: server.port,
    pid: server.pid,
    adopted: adopted !== undefined,
    exited: () => whenGone(server.pid),
    stop: () => stopServer(server.pid),
  };
}

/** Stops the server that a dead launcher left running in `dir`, if there is one. */
export async function stopOrphan(dir) {
  const lock = readLock(path.resolve(dir));
  if (lock && isOurServer(lock.pid, path.resolve(dir))) await stopServer(lock.pid);
}

/** The lock file that PostgreSQL keeps while it runs: process id, then on later lines the port and the state. */
function readLock(folder) {
  const lines = readIfThere(path.join(folder, 'postmaster.pid'))?.split('\n');
  return lines && { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready', lines };
}

function isOurServer(pid, folder) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const command = readIfThere(`/proc/${pid}/cmdline`);
  // Without /proc one cannot tell: the living process is believed to be the server.
  if (command === undefined) return process.platform !== 'linux';
  return command.split('\0').includes(folder);
}

/** A server whose launcher died is taken over; a lock left by a machine that stopped is made harmless. */
async function adopt(folder, password) {
  const lock = readLock(folder);
  if (!lock) return undefined;
  if (isOurServer(lock.pid, folder)) {
    await untilAnswers(lock, password, folder);
    return { pid: lock.pid, port: readLock(folder)?.port ?? lock.port };
  }
  // Not removed: its other lines let PostgreSQL see workers that still use the data. PostgreSQL takes its own parent's number for a dead one's.
  fs.writeFileSync(path.join(folder, 'postmaster.pid'), [process.pid, ...lock.lines.slice(1)].join('\n'));
  return undefined;
}

async function launch({ binaries, folder, port, password, account, durable }) {
  const until = Date.now() + 10_000;
  for (;;) {
    try {
      return await launchOnce({ binaries, folder, port: port ?? (await freePort()), password, account, durable });
    } catch (error) {
      // The workers of a killed server take a moment to leave, and a free port may just have been taken.
      const passing = /still in use|in use by another|could not bind|Address already in use/.test(error.log ?? '');
      if (!passing || Date.now() > until) throw error;
      await sleep(300);
    }
  }
}

/** PostgreSQL is told its port: one that is free now, and that another may take before it listens. Who asks must be ready to ask again. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function launchOnce({ binaries, folder, port, password, account, durable }) {
  const logFile = `${folder}.log`;
  const output = fs.openSync(logFile, fs.existsSync(logFile) && fs.statSync(logFile).size > 5_000_000 ? 'w' : 'a', 0o600);
  const from = fs.fstatSync(output).size;
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  if (!durable) Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' });
  const args = ['-D', folder, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // In a group of its own: Ctrl-C must reach the API first, PostgreSQL is stopped last by us.
  const child = spawn(binaries.postgres, args, { ...account, cwd: '/', detached: durable, stdio: ['ignore', output, output] });
  fs.closeSync(output);
  const failed = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      const written = readAfter(logFile, from);
      const reason = lastLine(written.match(/.*(FATAL|PANIC).*/g)?.join('\n') ?? written);
      const error = new PlainError(`PostgreSQL ne démarre pas sur ${folder}\u00a0: ${reason} (détails dans ${logFile}).`);
      reject(Object.assign(error, { log: written }));
    });
  });
  failed.catch(() => undefined);
  child.unref();
  const answering = untilAnswers({ pid: child.pid, port }, password, folder);
  // When both fail, the server's own words are worth more than our waiting in vain.
  await Promise.race([failed, answering.catch((error) => Promise.race([failed, sleep(1_000).then(() => Promise.reject(error))]))]);
  return { pid: child.pid, port };
}

async function untilAnswers({ pid, port }, password, folder) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until && isAlive(pid); await sleep(50)) {
    const lock = readLock(folder);
    if (!lock?.ready || lock.pid !== pid) continue;
    const answers = await withClient(urlOf('postgres', password, lock.port, 'postgres'), (client) =>
      client.query('select 1').then(() => true),
    ).catch((error) => {
      if (error.code === '28P01') throw new PlainError(`Le mot de passe gardé dans ${folder}.password n’est pas celui de la base.`);
      return false;
    });
    if (answers) return;
  }
  throw new PlainError(`PostgreSQL (processus ${pid}, port ${port}) ne répond pas\u00a0: arrêtez-le, puis recommencez.`);
}

async function ensureDatabase(port, password) {
  await withClient(urlOf('postgres', password, port, 'postgres'), async (client) => {
    if (!(await client.query('select 1 from pg_roles where rolname = $1', [OWNER])).rowCount) {
      await client.query(`create role ${OWNER} login createdb createrole password ${client.escapeLiteral(password)}`);
    }
    if (!(await client.query('select 1 from pg_database where datname = $1', [DATABASE])).rowCount) {
      await client.query(`create database ${DATABASE} owner ${OWNER}`);
    }
  });
}

async function withClient(connectionString, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fast shutdown: sessions are ended, data written. After ten seconds, an immediate one (recovery at the next start). */
async function stopServer(pid) {
  const until = Date.now() + 10_000;
  for (let signal = 'SIGINT'; isAlive(pid); await sleep(20)) {
    try {
      if (signal) process.kill(pid, signal);
    } catch {
      return;
    }
    signal = Date.now() > until ? 'SIGQUIT' : undefined;
  }
}

const urlOf = (user, password, port, database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** `node tools/postgres.mjs DIR` keeps a server running until Ctrl-C, for work on the database alone. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startPostgres({ dir: process.argv[2] ?? '.data/postgres', log: console.log }).catch((error) => {
    console.error(error instanceof PlainError ? error.message : error);
    process.exit(1);
  });
  console.log(server.url);
  const stay = setInterval(() => undefined, 60_000);
  const stop = () => server.stop().then(() => clearInterval(stay));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
