import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { Health, Jobs, migrateJobs, ownerDatabase, readConfig } from '../index.js';
import { Journal1790000000001 } from '../migrations/journal.js';

Logger.overrideLogger(false);

describe('jobs', () => {
  let database: TestDatabase;
  let owner: DataSource;
  let jobs: Jobs;
  const health = new Health({ healthSeconds: 0 });
  const done: string[] = [];

  const until = async (condition: () => boolean) => {
    for (let tries = 0; tries < 200 && !condition(); tries++) await sleep(50);
    expect(condition()).toBe(true);
  };

  beforeAll(async () => {
    database = await freshDatabase();
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url, REDIS_URL: process.env['REDIS_URL'] });
    owner = await new DataSource(ownerDatabase(database.url, { migrations: [Journal1790000000001] })).initialize();
    await owner.runMigrations();
    await migrateJobs({ ownerUrl: database.url, redisUrl: config.redisUrl });
    const former = new Jobs(config, new Health({ healthSeconds: 0 }));
    former.repeat('given up', { seconds: 1 }, async () => undefined);
    await former.onApplicationBootstrap();
    await former.onApplicationShutdown();
    jobs = new Jobs(config, health);
    jobs.handle('given up', async () => done.push('given up'));
    jobs.handle('tell', async ({ text }) => done.push(String(text)));
    jobs.handle('fail', async () => {
      done.push('failed');
      throw new Error('on purpose');
    });
    jobs.repeat('tick', { seconds: 1 }, async () => done.push('tick'));
    await jobs.onApplicationBootstrap();
  });

  afterAll(async () => {
    await jobs.onApplicationShutdown();
    await owner.destroy();
    await database.drop();
  });

  it('are done soon after they are asked for, under the application’s own role', async () => {
    await jobs.wake('tell', 'a', { text: 'at once' });
    await until(() => done.includes('at once'));
  });

  it('wait as long as they are told to, and are one when asked for twice meanwhile', async () => {
    await jobs.wake('tell', 'b', { text: 'later' }, 500);
    await jobs.wake('tell', 'b', { text: 'later' }, 500);
    expect(done).not.toContain('later');
    await until(() => done.includes('later'));
    await sleep(300);
    expect(done.filter((text) => text === 'later')).toHaveLength(1);
  });

  it('that an earlier release repeated, and this one does not, are not begun any more', async () => {
    const ticks = () => done.filter((text) => text === 'tick').length;
    const before = ticks();
    await until(() => ticks() > before + 2);
    // One may have been waiting when that release ended.
    expect(done.filter((text) => text === 'given up').length).toBeLessThan(2);
  });

  it('that failed may be asked for again under the same id', async () => {
    await jobs.wake('fail', 'c', {});
    await until(() => done.filter((text) => text === 'failed').length === 1);
    await sleep(200);
    await jobs.wake('fail', 'c', {});
    await until(() => done.filter((text) => text === 'failed').length === 2);
  });

  it('repeat, and outlive their connections being cut', async () => {
    await until(() => done.includes('tick'));
    if (!process.env['REDIS_URL']) {
      await owner.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()',
      );
    }
    const before = done.filter((text) => text === 'tick').length;
    await until(() => done.filter((text) => text === 'tick').length > before + 1);
    await jobs.wake('tell', 'd', { text: 'after the cut' });
    await until(() => done.includes('after the cut'));
    await expect(health.ask()).resolves.toEqual({ jobs: 'up' });
  });
});
