import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ProtocolReading, ProtocolVersions, shippedProtocols } from '#protocols/api';
import { Requests } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const versions = () => world.app.get(ProtocolVersions);
const tecvayli = () => {
  const shipped = shippedProtocols().find(({ protocol }) => protocol.code === 'TECVAYLI');
  if (!shipped) throw new Error('TECVAYLI is not shipped.');
  return shipped;
};
const kept = () => world.db.query('SELECT code, version, sha256 FROM protocol_version ORDER BY code, version');

describe('importing a protocol', () => {
  it('holds no transaction while it is read, however long that takes', async () => {
    const reading = world.app.get(ProtocolReading, { strict: false });
    const read = reading.read.bind(reading);
    let open: unknown[] | undefined;
    const spy = jest.spyOn(reading, 'read').mockImplementation(async (...asked) => {
      // As the application: PostgreSQL tells nobody else what its connections do.
      open = await world.app
        .get(DataSource)
        .query(
          `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND state = 'idle in transaction'`,
        );
      return read(...asked);
    });
    const { source } = tecvayli();
    await world
      .as('gestionnaire')
      .post('/protocol-versions')
      .send({ source, fileName: 'tecvayli.yaml' })
      .expect(201, /"known":true/);
    spy.mockRestore();
    expect(open).toEqual([]);
  });

  it('changes nothing when its content is there already, whatever its comments', async () => {
    const { protocol, source } = tecvayli();
    const before = await kept();
    expect(await versions().import(world.db.manager, protocol, `# Relu.\n${source}`)).toMatchObject({ known: true });
    expect(await kept()).toEqual(before);
  });

  it('refuses another content under a version that exists: what forms were made from never changes', async () => {
    const { protocol, source } = tecvayli();
    const other = { ...protocol, put: { ...protocol.put, title: 'Autre' } };
    await expect(versions().import(world.db.manager, other, source)).rejects.toMatchObject({
      code: 'protocol-invalid',
      options: { detail: expect.stringMatching(/version 1 de TECVAYLI.*nouvelle version/) },
    });
  });

  it('is journalled; forms begun keep their version, new ones take the latest', async () => {
    const requests = new Requests(world);
    const begun = await requests.started();
    const { protocol, source } = tecvayli();
    const { id, known } = await versions().import(world.db.manager, { ...protocol, version: 2 }, source);
    expect(known).toBe(false);
    expect((await world.journalOf('installation', 'protocols')).at(-2)).toMatchObject({
      action: 'protocol.imported',
      subject: { type: 'protocol-version', id },
      details: { code: 'TECVAYLI', version: 2 },
    });
    expect((await requests.form(begun, 'prescripteur-a')).protocolVersionId).not.toBe(id);
    expect((await requests.form(await requests.started(), 'prescripteur-a')).protocolVersionId).toBe(id);
  });

  it('charter C1.1: a version in use cannot be rewritten by the application, and tells the items left without a field', async () => {
    await expect(world.app.get(ProtocolVersions).version(world.db.manager, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'not-found',
    });
    const [{ writable }] = await world.db.query(
      `SELECT has_table_privilege('passerelle_app', 'protocol_version', 'UPDATE, DELETE, TRUNCATE') AS writable`,
    );
    expect(writable).toBe(false);
    const columns: { column: string }[] = await world.db.query(
      `SELECT column_name AS column FROM information_schema.column_privileges
       WHERE grantee = 'passerelle_app' AND table_name = 'protocol_version' AND privilege_type = 'UPDATE' ORDER BY column_name`,
    );
    // What was published, from when, and what was withdrawn: never a document.
    expect(columns.map(({ column }) => column)).toEqual([
      'published_at',
      'published_by',
      'state',
      'valid_from',
      'withdrawn_at',
      'withdrawn_by',
      'withdrawn_reason',
    ]);
    for (const { protocol } of shippedProtocols())
      for (const { label, reason } of protocol.uncollected ?? []) expect([label, reason]).not.toContain('');
  });
});
