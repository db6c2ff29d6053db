import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { unhurried } from '../database/database.js';
import { foldSums, type SumTable } from '../database/sums.js';
import { Jobs } from './jobs.js';

/** The sums that capabilities keep, as their manifests say. */
export const SUM_TABLES = Symbol('sum tables');

const FOLD = 'sums.fold';
const EVERY_SECONDS = 60;

/** Adds up what the sums were given since the last time. What is read of them is the same before and after. */
@Injectable()
export class Sums implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    @Inject(SUM_TABLES) private readonly tables: readonly SumTable[],
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(FOLD, { seconds: EVERY_SECONDS }, () => this.fold());
  }

  async fold(): Promise<void> {
    for (const sums of this.tables) {
      await this.dataSource.transaction(async (tx) => {
        await unhurried(tx);
        // One at a time: of two, each would leave a sum of what it took itself.
        await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [sums.table]);
        await foldSums(tx, sums);
      });
    }
  }
}
