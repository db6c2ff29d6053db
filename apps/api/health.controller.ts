import { Controller, Get, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Response } from 'express';
import type { DataSource } from 'typeorm';
import { demandServerSettings, Health, Requires } from '#kernel/api';
import { MIGRATIONS } from './database.js';
import { HealthView } from './health.messages.js';

/** For anyone who operates the installation: whether the process lives, and whether it can serve. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: Health,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {
    health.registerCheck('database', () => this.dataSource.query('SELECT 1'));
    health.registerCheck('migrations', () => this.demandMigrated());
    health.registerCheck('settings', () => demandServerSettings(this.dataSource));
  }

  /** The process runs. */
  @Get('live')
  @Requires('nothing')
  live(): HealthView {
    return { status: 'up', parts: {} };
  }

  /** 200 when every part answers, 503 otherwise; each part with its state. */
  @Get('ready')
  @Requires('nothing')
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthView> {
    const parts = await this.health.ask();
    const status = Object.values(parts).every((state) => state === 'up') ? 'up' : 'down';
    response.status(status === 'up' ? 200 : 503);
    return { status, parts };
  }

  private async demandMigrated(): Promise<void> {
    const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM migrations');
    const run = new Set(rows.map(({ name }) => name));
    if (!MIGRATIONS.every(({ name }) => run.has(name))) throw new Error('A migration was not run.');
  }
}
