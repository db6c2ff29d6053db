import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { unhurried } from '../database/database.js';
import { Jobs } from '../jobs/jobs.js';
import { sealJournal, verifyJournal, type JournalVerdict, type Seal } from './seals.js';

/** Puts the journal's seal every night; `npm run journal -- seal` puts one on demand. */
@Injectable()
export class Seals implements OnModuleInit {
  private readonly logger = new Logger(Seals.name);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat('journal.seal', { cron: '0 3 * * *' }, () => this.seal());
  }

  /** @returns undefined when nothing moved since the last seal. */
  async seal(): Promise<Seal | undefined> {
    const seal = await this.dataSource.transaction(async (tx) => {
      await unhurried(tx);
      return sealJournal(tx, this.config.sealKey);
    });
    // The log stands elsewhere than the database: it is where a seal that was taken away can be missed.
    if (seal) this.logger.log({ message: 'The journal was sealed.', ...seal });
    return seal;
  }

  verify(): Promise<JournalVerdict> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      await unhurried(tx);
      return verifyJournal(tx, this.config.sealKey);
    });
  }
}
