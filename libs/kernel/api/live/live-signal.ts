import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';

const CHANNEL = 'passerelle_journal';
const BACK_AFTER_MS = 1000;

/**
 * Says to every process that the journal has something new, and hears it. A word is said once a transaction is committed, never inside it,
 * and one word is enough for all that came while the one before was on its way. A word that is lost delays: anyone who listens looks by itself.
 */
@Injectable()
export class LiveSignal implements OnApplicationShutdown {
  private readonly logger = new Logger(LiveSignal.name);
  private saying = false;
  private next: number | undefined;
  private heard: (() => void) | undefined;
  private client: pg.Client | undefined;
  private again: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The entry is there for all to read. */
  say(entryId: number): void {
    this.next = entryId;
    if (!this.saying) void this.sayAll();
  }

  /** Hears every process, this one too. One connection, which comes back when it is lost. */
  listen(heard: () => void): void {
    this.heard = heard;
    void this.connect();
  }

  stop(): void {
    this.heard = undefined;
    clearTimeout(this.again);
    void this.client?.end().catch(() => undefined);
    this.client = undefined;
  }

  onApplicationShutdown(): void {
    this.stop();
  }

  private async sayAll(): Promise<void> {
    this.saying = true;
    try {
      while (this.next !== undefined) {
        const id = String(this.next);
        this.next = undefined;
        await this.dataSource.query('SELECT pg_notify($1, $2)', [CHANNEL, id]);
      }
    } catch {
      // The act is done, and anyone who follows looks once a second.
    } finally {
      this.saying = false;
    }
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.config.databaseUrl, application_name: 'passerelle live' });
    this.client = client;
    client.on('notification', () => this.heard?.());
    client.on('error', (error) => this.logger.warn({ message: 'The line of changes was cut.', name: error.name }));
    client.on('end', () => this.connectLater(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.heard?.();
    } catch {
      void client.end().catch(() => undefined);
      this.connectLater(client);
    }
  }

  private connectLater(lost: pg.Client): void {
    if (this.client !== lost || !this.heard) return;
    this.client = undefined;
    this.again = setTimeout(() => void this.connect(), BACK_AFTER_MS).unref();
  }
}
