import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { applicationDatabase, Journal, LiveFeed, ownerDatabase, readConfig, SYSTEM_ACTOR } from '../index.js';
import { LiveSignal } from './live-signal.js';
import { ofEnrolment } from '#kernel/domain';
import { Journal1790000000001 } from '../migrations/journal.js';

/** Those that a server which lived longer has written. */
const ELSEWHERE = 1_000_000_000;

describe('the journal as it grows', () => {
  let database: TestDatabase;
  let owner: DataSource;
  let application: DataSource;
  let feed: LiveFeed;
  let heard: string[];
  let startedOver: number;

  const DONE = ofEnrolment({ name: 'x.done', subject: 'form', label: 'Essai' });
  const write = (id: string) =>
    application.transaction((tx) => new Journal().appendAs(tx, SYSTEM_ACTOR, DONE, { stream: id, subject: id }));
  const heardOf = async (id: string) => {
    for (let tries = 0; tries < 300 && !heard.includes(id); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
    return heard.includes(id);
  };
  const follow = () =>
    feed.follow({
      passOn: async (entries) => void heard.push(...entries.map(({ subject }) => subject.id)),
      startOver: () => void startedOver++,
    });

  beforeEach(async () => {
    database = await freshDatabase();
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url });
    owner = await new DataSource(ownerDatabase(database.url, { migrations: [Journal1790000000001] })).initialize();
    await owner.runMigrations();
    application = await new DataSource(applicationDatabase(config, {})).initialize();
    feed = new LiveFeed(application, new LiveSignal(application, config));
    [heard, startedOver] = [[], 0];
  });
  afterEach(async () => {
    feed.stop();
    await owner.destroy();
    await application.destroy();
    await database.drop();
  });

  /** Entries come back with the numbers that transactions had on the server which they were saved from. */
  const restore = (ids: readonly string[]) =>
    owner.query(
      `INSERT INTO journal_entry (stream_kind, stream_id, seq, at, xid, actor_id, actor_name, actor_role, action, subject_type, subject_id, details, digests, previous, hash)
       SELECT 'enrolment', id, 1, now(), ($2::bigint + place)::text::xid8, 'x', 'x', 'x', 'x.done', 'form', id, '{}', '{}', '', ''
       FROM unnest($1::text[]) WITH ORDINALITY AS given (id, place)`,
      [ids, ELSEWHERE],
    );

  it('charter C7.1: after a restore, passes on what is written since, and nothing of what the backup brought in', async () => {
    await restore(['old-1', 'old-2']);
    await follow();
    await write('new');
    expect(await heardOf('new')).toBe(true);
    expect(heard).toEqual(['new']);
    const place = await feed.inTurn(async (position) => position);
    expect((await feed.between([1, 0, place[2]], place, 10))?.map(({ subject }) => subject.id)).toEqual(['new']);
  });

  it('knows no place of before a restore, even when its number is lower than those of now', async () => {
    const place = await feed.inTurn(async (position) => position);
    expect(await feed.between([place[0], 0, place[2] + 1], place, 10)).toBeUndefined();
    expect(await feed.between([place[0] + 1, 0, place[2]], place, 10)).toBeUndefined();
    expect(await feed.between(place, place, 10)).toEqual([]);
  });

  it('says so to who follows while the database is put back under a process that goes on', async () => {
    await follow();
    await write('before');
    expect(await heardOf('before')).toBe(true);
    // As a restore into the same database does: other tables of the same names.
    await owner.query('ALTER TABLE journal_entry RENAME TO journal_entry_before');
    await owner.query('CREATE TABLE journal_entry (LIKE journal_entry_before INCLUDING ALL)');
    await owner.query('GRANT SELECT ON journal_entry TO passerelle_app');
    for (let tries = 0; tries < 300 && startedOver === 0; tries++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(startedOver).toBe(1);
  });
});
