import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { ownerDatabase, readConfig, readOwner, verifyJournal, type Config } from '#kernel/api';
import { startMailbox, startPostgres, toldPort } from '#testing/parts';
import { DECLARED } from '../database.js';
import type { HealthView } from '../health.messages.js';
import { migrate } from '../migrate.js';
import type { Credentials } from './agent.js';
import { hasEnded, isRunning, until } from './processes.js';
import { prepare } from './waiting-requests.js';

export type Part = 'api' | 'worker' | 'database';
export type MailFault = 'connect' | 'rcpt' | 'before-dot' | 'at-dot' | 'after-dot';

/** Where a process dies; with `kills`, where it takes another part with it. */
export interface Fault {
  readonly point: string;
  readonly kills?: Part;
}

/** What one finds when the dust has settled. */
export interface Verdict {
  readonly state: string;
  readonly number: string | null;
  /** How often the journal says that the number was given. */
  readonly granted: number;
  readonly mails: readonly {
    readonly state: string;
    /** How often the mail server has it. */
    readonly arrived: number;
    /** Whether the journal says that it was sent again. */
    readonly repeated: boolean;
    readonly messageIds: number;
  }[];
}

/** The product in processes of its own, on a server of its own, so that each can be killed. */
export class Product {
  mailFault: MailFault | undefined;
  /** Where the API that was started last listens. */
  private port: number | undefined;
  private readonly processes = new Map<'api' | 'worker', ChildProcess>();
  /** The parts that were started to die somewhere. */
  private readonly doomed = new Set<'api' | 'worker'>();

  private constructor(
    private readonly folder: string,
    private readonly config: Config,
    private server: Awaited<ReturnType<typeof startPostgres>>,
    readonly mailbox: Awaited<ReturnType<typeof startMailbox>>,
    private readonly holder: Credentials,
    /** Requests that wait for the holder's opinion. */
    readonly requests: readonly string[],
  ) {}

  /** @param waiting how many requests wait for an opinion. */
  static async open(waiting: number): Promise<Product> {
    const folder = path.resolve('tmp/faults', String(process.pid));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    // Durable: what was committed must outlive the server.
    const server = await startPostgres({ dir: path.join(folder, 'postgres') });
    const env = {
      NODE_ENV: 'test',
      DATABASE_URL: server.url,
      PASSERELLE_RUNS: 'api',
      DATABASE_PATIENCE_SECONDS: '60',
    };
    const config = readConfig(env);
    const product: { current?: Product } = {};
    const mailbox = await startMailbox({ fault: () => product.current?.mailFault });
    await migrate(readOwner(env));
    const { requests, holder } = await prepare(config, waiting);
    product.current = new Product(folder, config, server, mailbox, holder, requests);
    return product.current;
  }

  async close(): Promise<void> {
    for (const child of this.processes.values()) child.kill('SIGKILL');
    await this.server.stop();
    await this.mailbox.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A process that serves, with that fault or without any: the one that runs, unless it is dead or was started to die elsewhere. */
  async ready(part: 'api' | 'worker', fault?: Fault): Promise<void> {
    if (!fault && !this.isDead(part) && !this.doomed.has(part)) return;
    this.kill(part);
    await this.died(part);
    await this.start(part, fault);
  }

  /** Starts a process and waits until it serves. With a fault, it, or the part that the fault names, dies there. */
  async start(part: 'api' | 'worker', fault?: Fault): Promise<void> {
    if (fault) this.doomed.add(part);
    else this.doomed.delete(part);
    const output = openSync(path.join(this.folder, `${part}.log`), 'a');
    const child = spawn(process.execPath, ['dist/apps/api/main.js'], {
      stdio: ['ignore', output, output, 'ipc'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        DATABASE_APP_URL: this.config.databaseUrl,
        PORT: '0',
        SMTP_URL: this.mailbox.smtpUrl,
        MAIL_SWEEP_SECONDS: '1',
        PASSERELLE_RUNS: part,
        LOG_LEVEL: 'warn',
        ...(fault && {
          PASSERELLE_FAULT: fault.kills && fault.kills !== part ? `${fault.point}@${this.pidFile(fault.kills)}` : fault.point,
        }),
      },
    });
    this.processes.set(part, child);
    writeFileSync(this.pidFile(part), `${child.pid}\n`);
    if (part === 'worker') return;
    this.port = undefined;
    this.port = await toldPort(child);
    await until(() => this.serves());
  }

  /** The API answers, whatever the tests did to the worker and to the mail server. */
  private async serves(): Promise<boolean> {
    const response = await fetch(`http://localhost:${this.port}/api/v1/health/ready`);
    const { parts } = (await response.json()) as HealthView;
    const away = Object.keys(parts ?? {}).filter((part) => parts[part] === 'down');
    return parts !== undefined && away.every((part) => ['worker', 'mail', 'pdf'].includes(part));
  }

  kill(part: Part): void {
    if (part === 'database') process.kill(this.server.pid ?? 0, 'SIGKILL');
    else this.processes.get(part)?.kill('SIGKILL');
  }

  /** Whether that part is dead. */
  async died(part: Part): Promise<void> {
    await until(async () => {
      if (part !== 'database') return hasEnded(this.processes.get(part));
      return !isRunning(this.server.pid);
    });
  }

  isDead(part: Part): boolean {
    return part === 'database' ? !isRunning(this.server.pid) : hasEnded(this.processes.get(part));
  }

  /** What a supervisor does. */
  async revive(part: Part): Promise<void> {
    if (part === 'database') {
      this.server = await startPostgres({ dir: path.join(this.folder, 'postgres'), port: this.server.port });
    } else await this.start(part);
  }

  /** The holder says yes. The status, or undefined when no answer came. */
  async decide(id: string, version: number): Promise<number | undefined> {
    try {
      const { status } = await fetch(`http://localhost:${this.port}/api/v1/enrolments/${id}/decision`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'if-match': `"${version}"`,
          cookie: this.holder.cookie,
          'x-csrf-token': this.holder.csrf,
        },
        body: JSON.stringify({ decision: 'favourable' }),
        signal: AbortSignal.timeout(10_000),
      });
      return status;
    } catch {
      return undefined;
    }
  }

  /** Says it again, as a person would, until the answer is that it is done. */
  async decideUntilDone(id: string, version: number): Promise<void> {
    await until(async () => [200, 409, 412].includes((await this.decide(id, version)) ?? 0));
  }

  async version(id: string): Promise<number> {
    const [row] = await this.query<{ v: number }>('SELECT state_version AS v FROM enrolment WHERE id = $1', [id]);
    return row?.v ?? 0;
  }

  /** Time passes for a worker that died: its leases have run out. Only while the worker is dead. */
  async leasesRunOut(): Promise<void> {
    await this.query(`UPDATE notification SET lease_until = clock_timestamp() WHERE state = 'sending'`);
  }

  /** Waits until every e-mail of the request is settled; waits that were set are over at once. */
  async mailSettled(id: string): Promise<void> {
    await until(async () => {
      // A worker that was still starting when its database died ended by itself: anyone who supervises it starts it again.
      if (this.isDead('worker')) await this.revive('worker');
      await this.query(`UPDATE notification SET next_at = clock_timestamp() WHERE state IN ('pending', 'unknown')`);
      const rows = await this.query(`SELECT 1 FROM notification WHERE enrolment_id = $1 AND state IN ('pending', 'sending', 'unknown')`, [
        id,
      ]);
      return rows.length === 0;
    });
  }

  async verdict(id: string): Promise<Verdict> {
    const [row] = await this.query<{ state: string; number: string | null; granted: string }>(
      `SELECT state, registration_number AS number,
         (SELECT count(*) FROM journal_entry WHERE stream_kind = 'enrolment' AND stream_id = $1::text AND action = 'request.granted') AS granted
       FROM enrolment WHERE id = $1::uuid`,
      [id],
    );
    const mails = await this.query<{ state: string; email: string; message_id: string; repeated: boolean }>(
      `SELECT n.state, p.email, n.message_id, EXISTS (SELECT 1 FROM journal_entry e WHERE e.subject_id = n.id::text AND e.action = 'notification.repeated') AS repeated
       FROM notification n JOIN person p ON p.id = n.person_id WHERE n.enrolment_id = $1 AND n.kind = 'request-granted' AND p.email <> ''`,
      [id],
    );
    return {
      state: row?.state ?? '',
      number: row?.number ?? null,
      granted: Number(row?.granted),
      mails: mails.map(({ state, email, message_id, repeated }) => {
        const arrived = this.mailbox.messages.filter(({ to, text }) => to.includes(email) && text.includes(id));
        return {
          state,
          repeated,
          arrived: arrived.filter(({ messageId }) => messageId === message_id).length,
          messageIds: new Set(arrived.map(({ messageId }) => messageId)).size,
        };
      }),
    };
  }

  /** Numbers given, and how many the counter says: none twice, none lost. */
  async numbers(): Promise<{ given: number; distinct: number; counted: number }> {
    const [row] = await this.query<{ given: string; distinct: string; counted: string }>(
      `SELECT count(registration_number) AS given, count(DISTINCT registration_number) AS distinct,
         (SELECT coalesce(sum(given), 0) FROM registration_counter) AS counted FROM enrolment`,
    );
    return { given: Number(row?.given), distinct: Number(row?.distinct), counted: Number(row?.counted) };
  }

  /** Places where the journal's chain does not hold. */
  async journalFaults(): Promise<number> {
    return withDatabase(
      this.server.url,
      async (db) => (await db.transaction((tx) => verifyJournal(tx, this.config.sealKey))).faults.length,
    );
  }

  private query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return withDatabase(this.server.url, (db) => db.query(sql, parameters));
  }

  /** Of whom a fault kills: the first line is the process id. */
  private pidFile(part: Part): string {
    return part === 'database' ? path.join(this.folder, 'postgres/postmaster.pid') : path.join(this.folder, `${part}.pid`);
  }
}

async function withDatabase<T>(ownerUrl: string, work: (db: DataSource) => Promise<T>): Promise<T> {
  const db = await new DataSource({ ...ownerDatabase(ownerUrl, DECLARED), poolErrorHandler: () => undefined } as never).initialize();
  try {
    return await work(db);
  } finally {
    await db.destroy().catch(() => undefined);
  }
}
