import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, Queue, runMigrations, setDefaultBackendFactory, Worker, type ConnectionOptions, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { CONFIG, type Config, type Owner } from '../config/config.js';
import { APPLICATION_ROLE } from '../database/database.js';
import { Health } from '../health/health.js';

/** Where BullMQ keeps its tables, when the jobs stand on PostgreSQL. */
const SCHEMA = 'queue';

/** One queue: jobs are told apart by their name. */
const QUEUE = 'passerelle';

export type JobHandler = (data: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** When a job repeats: every so many seconds, or at a time of the day in Paris (`0 3 * * *`). */
export type Rhythm = { readonly seconds: number } | { readonly cron: string };

/** Makes BullMQ's tables, as the owner, and opens them to the application's login. Nothing to do when the jobs stand on Redis. */
export async function migrateJobs({ ownerUrl, redisUrl }: Pick<Owner, 'ownerUrl' | 'redisUrl'>): Promise<void> {
  if (redisUrl) return;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await runMigrations(owner, SCHEMA);
    await owner.query(`
      GRANT USAGE ON SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE};
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE};`);
  } finally {
    await owner.end();
  }
}

/**
 * Work that may wait: wake-ups and repetitions. A job holds no truth, only the ids of rows that do: one that is lost is added again by the
 * sweep of the capability that owns the rows, one that comes twice finds its row settled.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Jobs.name);
  private readonly handlers = new Map<string, JobHandler>();
  private readonly rhythms = new Map<string, Rhythm>();
  private readonly redis: Redis[] = [];
  private readonly queue: Queue;
  private worker: Worker | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    health: Health,
  ) {
    if (!config.redisUrl) setDefaultBackendFactory(createPostgresBackend);
    this.queue = new Queue(QUEUE, { connection: this.connection(2), prefix: this.prefix() });
    this.queue.on('error', (error) => this.logger.warn({ message: 'The queue does not answer.', name: error.name }));
    health.registerCheck('jobs', () => this.queue.getWaitingCount());
  }

  /** Whether this process takes up jobs. */
  get working(): boolean {
    return this.worker?.isRunning() ?? false;
  }

  /** Says who does the jobs of this name. Called when a module starts. */
  handle(name: string, handler: JobHandler): void {
    this.handlers.set(name, handler);
  }

  /** Does this again and again, in one process of all those that run workers. */
  repeat(name: string, rhythm: Rhythm, handler: JobHandler): void {
    this.handle(name, handler);
    this.rhythms.set(name, rhythm);
  }

  /**
   * Asks for a job, at once or later. The same `id` twice is one job, as long as the first waits.
   * @param delay milliseconds.
   */
  async wake(name: string, id: string, data: Readonly<Record<string, unknown>>, delay = 0): Promise<void> {
    await this.queue.add(name, data, { jobId: `${name}-${id}`, delay, removeOnComplete: true, removeOnFail: true });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.runs === 'api') return;
    this.worker = new Worker(QUEUE, (job) => this.work(job), {
      connection: this.connection(4),
      prefix: this.prefix(),
      concurrency: 4,
      // A worker that was killed is missed soon, and however often that happens, its jobs are taken up again.
      lockDuration: 10_000,
      stalledInterval: 5_000,
      maxStalledCount: 1_000_000,
    });
    this.worker.on('error', (error) => this.logger.warn({ message: 'The worker lost its queue.', name: error.name }));
    this.worker.on('failed', (job, error) => this.logger.error({ message: 'A job failed.', job: job?.name, name: error.name }));
    await this.forgetOthers();
    for (const [name, rhythm] of this.rhythms) {
      const repeat = 'seconds' in rhythm ? { every: rhythm.seconds * 1000 } : { pattern: rhythm.cron, tz: 'Europe/Paris' };
      await this.queue.upsertJobScheduler(name, repeat, { name, opts: { removeOnComplete: true, removeOnFail: true } });
    }
  }

  /**
   * What an earlier release repeated, and this one does not, would fail again and again. Of two releases side by side the one that starts last decides: workers of the
   * earlier one are stopped first (docs/operations.md).
   */
  private async forgetOthers(): Promise<void> {
    for (const { key } of await this.queue.getJobSchedulers()) if (!this.rhythms.has(key)) await this.queue.removeJobScheduler(key);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker?.close();
    await this.queue.close();
    for (const client of this.redis) client.disconnect();
  }

  private async work(job: Job): Promise<void> {
    const handler = this.handlers.get(job.name);
    if (!handler) throw new Error(`No one does ${job.name}.`);
    await handler((job.data ?? {}) as Record<string, unknown>);
  }

  private connection(max: number): ConnectionOptions {
    const { redisUrl, databaseUrl } = this.config;
    if (redisUrl) {
      const client = new Redis(redisUrl, { maxRetriesPerRequest: null });
      this.redis.push(client);
      return client as unknown as ConnectionOptions;
    }
    const settings = { connectionString: databaseUrl, schema: SCHEMA, max };
    // The type of BullMQ's options knows Redis alone; the PostgreSQL backend reads these.
    return settings as unknown as ConnectionOptions;
  }

  /** Several installations, or tests, may share one Redis: each has its own keys, named after its database. */
  private prefix(): string {
    return `passerelle-${new URL(this.config.databaseUrl).pathname.slice(1)}`;
  }
}
