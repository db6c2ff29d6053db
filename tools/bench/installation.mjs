/** What the benchmarks stand on: a server of their own, the built API on it, and people who are signed in. */
import { execFile, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { build } from '../build.mjs';
import { startPostgres } from '../postgres.mjs';
import { ROOT } from '../prelude.mjs';
import { toldPort } from '../process.mjs';

const SECRET = 'demonstration-session';

/** Starts an empty, durable server in tmp/bench; `close` stops all that was started on it. */
export async function startBench(name) {
  await build({ client: false });
  const folder = path.join(ROOT, 'tmp/bench', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = await startPostgres({ dir: path.join(folder, 'postgres') });
  const children = [];
  const pools = [];
  return {
    folder,
    databaseUrl: (database = 'passerelle') => Object.assign(new URL(server.url), { pathname: `/${database}` }).href,
    /** A connection to a database, as its owner. */
    sql(database) {
      const pool = new pg.Pool({ connectionString: this.databaseUrl(database), max: 2 });
      // The server stops while the last connections close.
      pool.on('error', () => undefined);
      pools.push(pool);
      return pool;
    },
    /** The API on that database, with the demonstration in it when the database is empty; `more`: of its environment. */
    async api(database, databaseUrl = this.databaseUrl(database), more = {}) {
      const env = { PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: databaseUrl };
      const run = (script, variables) => promisify(execFile)(process.execPath, [path.join(ROOT, script)], { env: variables });
      await run('dist/apps/api/migrate.js', env);
      // One person asks here in seconds what a person asks in a day.
      const hasty = { REQUESTS_PER_MINUTE: '0', ADDRESS_REQUESTS_PER_MINUTE: '0' };
      const trial = { ...env, ...hasty, SEED: 'demonstration', LOG_LEVEL: 'warn', ...more };
      await run('dist/apps/demonstration/main.js', trial);
      const output = openSync(path.join(folder, `api-${database ?? 'passerelle'}.log`), 'a');
      const child = spawn(process.execPath, [path.join(ROOT, 'dist/apps/api/main.js')], {
        stdio: ['ignore', output, output, 'ipc'],
        cwd: ROOT,
        env: {
          ...trial,
          PORT: '0',
          PASSERELLE_RUNS: 'api',
          ...more,
        },
      });
      children.push(child);
      const url = `http://localhost:${await toldPort(child).catch(() => Promise.reject(new Error(`The API does not start: see ${folder}.`)))}`;
      for (let tries = 0; ; tries++) {
        if (
          await fetch(`${url}/api/v1/health/live`).then(
            ({ ok }) => ok,
            () => false,
          )
        )
          return { url, pid: child.pid, stop: () => child.kill('SIGKILL') };
        if (child.exitCode !== null || tries > 1200) throw new Error(`The API does not start: see ${folder}.`);
        await sleep(250);
      }
    },
    /** Processor time of the server and of all its connections so far, in milliseconds. */
    databaseCpu: () => cpuOf(server.pid) + childrenOf(server.pid).reduce((sum, pid) => sum + cpuOf(pid), 0),
    async close() {
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(pools.splice(0).map((pool) => pool.end()));
      await server.stop();
    },
  };
}

/**
 * A session as signing in would leave it: the headers of anyone who has it. Undefined when there are not that many of them; `nth` is counted from 0.
 * `busy`: those first whose centre follows most patients.
 */
export async function signIn(sql, { staff, profile, nth = 0, busy = false, centre = null }) {
  const order = busy ? `(SELECT count(*) FROM enrolment e WHERE e.centre_id = p.centre_id) DESC, p.id` : 'p.id';
  const [found] = (
    await sql.query(
      staff
        ? `SELECT s.person_id, i.provider, i.subject FROM staff s JOIN identity i USING (person_id) WHERE s.role = $1 ORDER BY s.person_id OFFSET $2 LIMIT 1`
        : `SELECT p.id AS profile_id, p.person_id, i.provider, i.subject FROM profile p JOIN identity i USING (person_id) WHERE p.role = $1 AND ($3::text IS NULL OR p.centre_id = $3) ORDER BY ${order} OFFSET $2 LIMIT 1`,
      staff ? [staff, nth] : [profile, nth, centre],
    )
  ).rows;
  if (!found) return undefined;
  const sid = randomBytes(24).toString('base64url');
  const csrf = randomBytes(24).toString('base64url');
  const { person_id: personId, provider, subject, profile_id: profileId } = found;
  const signedIn = { personId, provider, subject, ...(profileId && { profileId }), startedAt: Date.now(), csrf, idToken: '' };
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', originalMaxAge: null, expires: null };
  await sql.query(`INSERT INTO session (sid, sess, expire) VALUES ($1, $2, now() + interval '1 day')`, [
    sid,
    JSON.stringify({ cookie, signedIn }),
  ]);
  const signature = createHmac('sha256', SECRET).update(sid).digest('base64').replace(/=+$/, '');
  return { personId, headers: { cookie: `passerelle_session=${encodeURIComponent(`s:${sid}.${signature}`)}`, 'x-csrf-token': csrf } };
}

/** Processor time of a process, and of its children that have ended, in milliseconds: what it cost, whatever else works on the machine. */
export function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
  } catch {
    return 0;
  }
}

function childrenOf(pid) {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

/** Milliseconds that something takes. @throws Error when the answer is not a success. */
export async function timed(ask) {
  const start = performance.now();
  const response = await ask();
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text.slice(0, 300)}`);
  return performance.now() - start;
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
