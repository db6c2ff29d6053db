import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { World } from '../testing/world.js';

const SHIPPED = path.resolve('libs/protocols/api/shipped/tecvayli.yaml');

describe('npm run protocol -- import', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const importing = (...files: string[]) => {
    const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: world.ownerUrl };
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.resolve('tools/protocol.mjs'), 'import', ...files], {
      env,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };
  const written = (change: (source: string) => string): string => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'protocol-')), 'essai.yaml');
    writeFileSync(file, change(readFileSync(SHIPPED, 'utf8')));
    return file;
  };
  const count = async () => Number((await world.db.query('SELECT count(*) FROM protocol_version'))[0].count);

  it('keeps new versions, and says of known ones that nothing changed', async () => {
    const second = written((source) => source.replace(/^version: 1$/m, 'version: 2'));
    const { status, said } = importing(second, SHIPPED);
    expect({ status, said }).toMatchObject({
      status: 0,
      said: expect.stringMatching(/TECVAYLI, version 2\u00a0: importé en brouillon\.\nTECVAYLI, version 1\u00a0: déjà importé/),
    });
  });

  it('publishes what it imports when told from which day, and says so when that is no day', async () => {
    const third = written((source) => source.replace(/^version: 1$/m, 'version: 9'));
    expect(importing('--from', '2026-02-30', third)).toMatchObject({ status: 2, said: expect.stringMatching(/pas un jour/) });
    expect(importing('--from', '2026-03-01', third)).toMatchObject({
      status: 0,
      said: expect.stringMatching(/version 9\u00a0: publié, en vigueur à partir du 2026-03-01/),
    });
    const [row] = await world.db.query(`SELECT state, valid_from::text AS day FROM protocol_version WHERE version = 9`);
    expect(row).toEqual({ state: 'published', day: '2026-03-01' });
  });

  it('imports all files or none', async () => {
    const before = await count();
    const third = written((source) => source.replace(/^version: 1$/m, 'version: 3'));
    const other = written((source) => source.replace('Annexe 1, FAT, en-tête', 'Annexe 1, FAT, page 1'));
    expect(importing(third, other)).toMatchObject({ status: 1, said: expect.stringMatching(/nouvelle version\.\nRien n’a été importé/) });
    expect(await count()).toBe(before);
    const wrong = written((source) => source.replace('type: month', 'type: mois'));
    expect(importing(third, wrong)).toMatchObject({ status: 1, said: expect.stringMatching(/essai\.yaml:\d+:\d+/) });
    expect(await count()).toBe(before);
  });
});
