import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { Journal, ownerDatabase, readConfig, SYSTEM_ACTOR } from '#kernel/api';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { DECLARED } from '../apps/api/database.js';
import { newDatabase } from '../apps/api/testing/database.js';
import { FORM_ACTS } from '#forms/domain';

describe('npm run journal', () => {
  let database: TestDatabase;
  let owner: DataSource;

  const journal = (command: string, { url }: { url: string } = database, key = 'a key kept elsewhere') => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.resolve('tools/journal.mjs'), command], {
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: url, SEAL_KEY: key },
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };

  beforeAll(async () => {
    database = await freshDatabase();
    owner = await new DataSource(ownerDatabase(database.url, DECLARED)).initialize();
    await owner.runMigrations();
    await owner.transaction((tx) =>
      new Journal().appendAs(tx, SYSTEM_ACTOR, FORM_ACTS.valuesChanged, {
        stream: 'e1',
        subject: 'f',
        details: { form: 'F', protocolVersionId: 'v' },
        changes: [{ item: 'pat.poids', new: '62.5' }],
      }),
    );
  });
  afterAll(async () => {
    await owner?.destroy();
    await database?.drop();
  });

  it('seals what moved, and says that nothing moved since', () => {
    expect(journal('seal')).toMatchObject({ status: 0, said: expect.stringMatching(/Sceau n° 1 posé sur 1 suite/) });
    expect(journal('seal')).toMatchObject({ status: 0, said: expect.stringContaining('Rien n’a changé') });
  });

  it('says that nothing was changed behind its back', () => {
    expect(journal('verify')).toMatchObject({ status: 0, said: expect.stringContaining('Aucune modification') });
  });

  it('says where a value was changed behind its back, and ends with 1', async () => {
    await owner.query('ALTER TABLE journal_value DISABLE TRIGGER USER');
    await owner.query(`UPDATE journal_value SET new_value = '"99"'`);
    expect(journal('verify')).toMatchObject({ status: 1, said: expect.stringContaining('le dossier e1, écriture n° 1\u00a0: une valeur') });
  });

  it('says which answer of which form of which file was changed in the database, and ends with 1', async () => {
    const demonstration = await newDatabase('demonstration');
    const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: demonstration.url });
    const db = await new DataSource(ownerDatabase(demonstration.url, {})).initialize();
    try {
      expect(journal('verify', demonstration, config.sealKey)).toMatchObject({
        status: 0,
        said: expect.stringContaining('fiches comparées au journal'),
      });
      const [{ id, enrolment, item }] = await db.query(`SELECT f.id, f.enrolment_id AS enrolment, a.key AS item
        FROM form_record f, jsonb_each(f."values") a WHERE f.marks ? a.key AND a.key !~ '/' AND jsonb_typeof(a.value) = 'string' LIMIT 1`);
      await db.query('UPDATE form_record SET "values" = jsonb_set("values", $2, $3) WHERE id = $1', [id, `{${item}}`, '"forged"']);
      const { status, said } = journal('verify', demonstration, config.sealKey);
      expect(said).toContain(`Dossier ${enrolment}, fiche «\u00a0`);
      expect(said).toContain(`(${id}), champ `);
      expect(said).toContain(`(${item})\u00a0: la réponse`);
      expect(said).not.toContain('forged');
      expect(status).toBe(1);
    } finally {
      await db.destroy();
      await demonstration.drop();
    }
  });

  it('says how it is used', () => {
    expect(journal('nonsense')).toMatchObject({ status: 2, said: expect.stringContaining('verify | seal') });
  });
});
