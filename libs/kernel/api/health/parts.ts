import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { Health } from './health.js';
import { Jobs } from '../jobs/jobs.js';
import { Mailer } from '../mail/mail.js';
import { Pdf } from '../pdf/pdf.js';

const BEAT_MS = 2_000;

/** A worker that said nothing for so long is dead, in seconds: several beats, for a machine that is busy. */
const SILENCE = 15;

/** The parts that answer no request themselves, and without which the product does not do its work: workers, mail server, browser of the PDFs. */
@Injectable()
export class Parts implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly health: Health,
    private readonly jobs: Jobs,
    private readonly mailer: Mailer,
    private readonly pdf: Pdf,
  ) {}

  onModuleInit(): void {
    this.health.registerCheck('worker', () => this.demandWorker());
    // Without a server e-mails wait: that is decided by the installation, not a part that is down.
    if (this.mailer.ready) this.health.registerCheck('mail', () => this.mailer.demandServer());
    this.health.registerCheck('pdf', () => this.pdf.demandBrowser());
  }

  onApplicationBootstrap(): void {
    if (this.config.runs === 'api') return;
    this.timer = setInterval(() => void this.beat(), BEAT_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** A beat that cannot be written is one that is missing: nothing else to say. */
  private async beat(): Promise<void> {
    if (!this.jobs.working) return;
    const sql = `INSERT INTO worker_beat (at) VALUES (clock_timestamp()) ON CONFLICT (one) DO UPDATE SET at = excluded.at`;
    await this.dataSource.query(sql).catch(() => undefined);
  }

  /** Both sides are told by the database's clock. */
  private async demandWorker(): Promise<void> {
    const sql = `SELECT 1 FROM worker_beat WHERE at > clock_timestamp() - make_interval(secs => ${SILENCE})`;
    if ((await this.dataSource.query(sql)).length === 0) throw new Error('No worker works.');
  }
}
