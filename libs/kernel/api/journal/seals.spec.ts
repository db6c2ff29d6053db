import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { applicationDatabase, Journal, ownerDatabase, readConfig, sealJournal, SYSTEM_ACTOR, verifyJournal } from '../index.js';
import { ofEnrolment } from '#kernel/domain';
import { Journal1790000000001 } from '../migrations/journal.js';

const KEY = 'a key that the database does not know';

const CHANGED = ofEnrolment({ name: 'form.values-changed', subject: 'form', label: 'Essai' });
const ERASED = ofEnrolment<{ readonly entries: readonly number[] }>({
  name: 'journal.values-erased',
  subject: 'enrolment',
  label: 'Essai',
});

describe('the journal', () => {
  let database: TestDatabase;
  let owner: DataSource;
  let application: DataSource;
  const journal = new Journal();

  const write = (dataSource: DataSource, id: string, value: string) =>
    dataSource.transaction((tx) =>
      journal.appendAs(tx, SYSTEM_ACTOR, CHANGED, {
        stream: id,
        subject: 'f',
        changes: [{ item: 'weight', new: value, reason: 'typed' }],
      }),
    );
  const seal = () => owner.transaction((tx) => sealJournal(tx, KEY));
  const verify = () => owner.transaction((tx) => verifyJournal(tx, KEY));
  /** What someone who owns the database can do: switch the triggers off. */
  const asOwner = async (table: string, sql: string) => {
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.query(sql).finally(() => owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`));
  };

  beforeEach(async () => {
    await owner?.destroy();
    await application?.destroy();
    await database?.drop();
    database = await freshDatabase();
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url });
    owner = await new DataSource(ownerDatabase(database.url, { migrations: [Journal1790000000001] })).initialize();
    await owner.runMigrations();
    application = await new DataSource(applicationDatabase(config, {})).initialize();
    await write(application, 'one', '70');
    await write(application, 'one', '71');
    await write(application, 'two', '50');
  });

  afterAll(async () => {
    await owner.destroy();
    await application.destroy();
    await database.drop();
  });

  it('charter C3.1: is written, and can be verified, with no fault found', async () => {
    await expect(seal()).resolves.toMatchObject({ heads: 2 });
    await expect(verify()).resolves.toMatchObject({ entries: 3, streams: 2, seals: 1, unsealed: 0, faults: [] });
  });

  it.each([
    ['journal_entry', 'actor_name'],
    ['journal_value', 'new_value'],
    ['journal_head', 'seq'],
    ['journal_seal', 'hmac'],
    ['journal_seal_head', 'seq'],
    ['access_log', 'action'],
  ])('the application can neither change, delete nor empty %s', async (table, column) => {
    await expect(application.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow('permission denied');
    await expect(application.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(application.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('permission denied');
  });

  it.each(['journal_entry', 'journal_value', 'journal_seal', 'journal_seal_head', 'access_log'])(
    'not even the owner changes %s by mistake: a trigger refuses',
    async (table) => {
      await expect(owner.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
      await expect(owner.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
    },
  );

  it('finds an entry that was changed behind its back, and says where', async () => {
    await asOwner('journal_entry', `UPDATE journal_entry SET actor_name = 'someone else' WHERE stream_id = 'one' AND seq = 2`);
    expect((await verify()).faults).toEqual([{ kind: 'content', stream: { kind: 'enrolment', id: 'one' }, seq: 2 }]);
  });

  it('finds a value that was changed behind its back', async () => {
    await asOwner('journal_value', `UPDATE journal_value SET new_value = '"99"' WHERE new_value = '"50"'`);
    expect((await verify()).faults).toEqual([{ kind: 'value', stream: { kind: 'enrolment', id: 'two' }, seq: 1 }]);
  });

  it('finds an entry that was taken out of the middle', async () => {
    await asOwner('journal_value', `DELETE FROM journal_value WHERE new_value = '"70"'`);
    await asOwner('journal_entry', `DELETE FROM journal_entry WHERE stream_id = 'one' AND seq = 1`);
    const { faults } = await verify();
    expect(faults).toContainEqual({ kind: 'missing', stream: { kind: 'enrolment', id: 'one' }, seq: 2 });
  });

  it('finds by its seal that the last entry was taken away, head included', async () => {
    await seal();
    await asOwner('journal_value', `DELETE FROM journal_value WHERE new_value = '"71"'`);
    await asOwner('journal_entry', `DELETE FROM journal_entry WHERE stream_id = 'one' AND seq = 2`);
    await owner.query(
      `UPDATE journal_head SET seq = 1, hash = (SELECT hash FROM journal_entry WHERE stream_id = 'one' AND seq = 1) WHERE stream_id = 'one'`,
    );
    expect((await verify()).faults).toEqual([{ kind: 'sealed-gone', stream: { kind: 'enrolment', id: 'one' }, seq: 2, sealId: 1 }]);
  });

  it('finds by its seal a chain that was made again with its head', async () => {
    await seal();
    const forge = `
      UPDATE journal_entry SET actor_name = 'someone else' WHERE stream_id = 'two';
      UPDATE journal_entry e SET hash = sha256(e.previous || convert_to(journal_entry_text(e), 'UTF8')) WHERE stream_id = 'two';
      UPDATE journal_head SET hash = (SELECT hash FROM journal_entry WHERE stream_id = 'two') WHERE stream_id = 'two';`;
    await asOwner('journal_entry', forge);
    expect((await verify()).faults).toEqual([{ kind: 'sealed-changed', stream: { kind: 'enrolment', id: 'two' }, seq: 1, sealId: 1 }]);
  });

  it('finds a seal that was put with another key, or taken out of the row', async () => {
    await seal();
    await write(application, 'one', '72');
    await seal();
    await write(application, 'two', '51');
    await seal();
    await asOwner('journal_seal_head', 'DELETE FROM journal_seal_head WHERE seal_id = 2');
    await asOwner('journal_seal', 'DELETE FROM journal_seal WHERE id = 2');
    expect((await verify()).faults).toEqual([{ kind: 'seal', sealId: 3 }]);
    expect((await owner.transaction((tx) => verifyJournal(tx, 'another key'))).faults).toHaveLength(2);
  });

  it('holds up to the last seal: what is newer and made again is not found, and is counted as not sealed', async () => {
    await seal();
    await write(application, 'one', '72');
    await expect(verify()).resolves.toMatchObject({ unsealed: 1, faults: [] });
  });

  it('finds values that were deleted behind its back, all of an entry or one', async () => {
    await seal();
    await asOwner('journal_value', `DELETE FROM journal_value WHERE new_value = '"70"'`);
    expect((await verify()).faults).toEqual([{ kind: 'values-gone', stream: { kind: 'enrolment', id: 'one' }, seq: 1 }]);
  });

  it('values whose erasing (retention) is told by the same stream are no fault, and only those', async () => {
    const [first] = await owner.query(`SELECT id FROM journal_entry WHERE stream_id = 'one' AND seq = 1`);
    await asOwner('journal_value', `DELETE FROM journal_value WHERE new_value IN ('"70"', '"71"')`);
    const tell = (id: string) =>
      owner.transaction((tx) =>
        journal.appendAs(tx, SYSTEM_ACTOR, ERASED, { stream: id, subject: id, details: { entries: [Number(first.id)] } }),
      );
    await tell('two');
    expect((await verify()).faults).toHaveLength(2);
    await tell('one');
    expect((await verify()).faults).toEqual([{ kind: 'values-gone', stream: { kind: 'enrolment', id: 'one' }, seq: 2 }]);
  });

  it.each(['journal_append', 'journal_broken'])('only the application calls %s, which acts as the owner', async (name) => {
    const [may] = await owner.query(
      `SELECT has_function_privilege('public', oid, 'execute') AS anyone, has_function_privilege('passerelle_app', oid, 'execute') AS application
       FROM pg_proc WHERE proname = $1`,
      [name],
    );
    expect(may).toEqual({ anyone: false, application: true });
  });

  it('puts no seal when nothing moved', async () => {
    await seal();
    await expect(seal()).resolves.toBeUndefined();
  });
});
