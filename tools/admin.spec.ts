import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { ownerDatabase } from '#kernel/api';
import { freshDatabase, type TestDatabase } from '#testing/database';
import { DECLARED } from '../apps/api/database.js';

/** An installation in production: the command is given the owner's address, and no key. */
describe('npm run admin', () => {
  let database: TestDatabase;
  let owner: DataSource;
  beforeAll(async () => {
    database = await freshDatabase();
    owner = await new DataSource(ownerDatabase(database.url, DECLARED)).initialize();
    await owner.runMigrations();
  });
  afterAll(async () => {
    await owner?.destroy();
    await database?.drop();
  });

  const run = ([script = '', ...words]: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.resolve(script), ...words], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', DATABASE_URL: database.url },
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };
  const make = (subject: string, command: readonly string[]) => {
    const whose = ['--subject', subject, '--family-name', 'Nom', '--given-name', 'Prénom', '--email', 'a@exemple.fr'];
    return run([...command, ...whose]);
  };

  it('makes a manager; in the image, where it is built already, a second one, refuses a third, and says how it is asked', async () => {
    expect(make('premier', ['tools/admin.mjs', 'first-manager'])).toMatchObject({
      status: 0,
      said: expect.stringMatching(/«\u00a0premier\u00a0» est fait/),
    });
    const inImage = ['dist/apps/api/first-manager.js'];
    expect(make('second', inImage)).toMatchObject({ status: 0, said: expect.stringMatching(/«\u00a0second\u00a0» est fait/) });
    expect(make('troisieme', inImage)).toMatchObject({ status: 1, said: expect.stringMatching(/déjà deux gestionnaires/) });
    expect(make('', inImage)).toMatchObject({ status: 2, said: expect.stringMatching(/Usage/) });
    expect(await owner.query('SELECT role, active FROM staff')).toEqual(Array(2).fill({ role: 'gestionnaire', active: true }));
  });

  it('charter R1: opens what a file says, whole or not at all, for every manager there is', async () => {
    const sample = 'libs/authorisations/api/opening/opening-sample.yaml';
    const opened = () => owner.query('SELECT code, holder_id AS holder, group_id IS NOT NULL AS grouped FROM authorisation ORDER BY code');
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'opening-')), 'essai.yaml');
    writeFileSync(file, readFileSync(sample, 'utf8').replace('3400894061175', '3400894061174'));
    const wrong = run(['tools/admin.mjs', 'open', file]);
    expect(wrong).toMatchObject({ status: 1, said: expect.stringMatching(/essai\.yaml:\d+\u00a0: Le dernier chiffre de 3400894061174/) });
    expect(await opened()).toEqual([]);

    const inImage = ['dist/apps/api/open-collection.js'];
    expect(run([...inImage, sample])).toMatchObject({ status: 0, said: expect.stringMatching(/: NOUV \(gestionnaires.*: 2\)/) });
    const whole = [{ code: 'NOUV', holder: 'laboratoires-prevot', grouped: true }];
    expect(await opened()).toEqual(whole);
    expect(await owner.query('SELECT count(*)::int AS count FROM staff_scope')).toEqual([{ count: 2 }]);
    expect(await owner.query(`SELECT action FROM journal_entry WHERE action LIKE 'authorisation.opened'`)).toHaveLength(1);

    // Its code is another's now: a second authorisation of the same file is not opened either.
    writeFileSync(file, readFileSync(sample, 'utf8').replace('code: NOUV', 'code: AUTRE') + secondOf(sample));
    expect(run([...inImage, file])).toMatchObject({ status: 1, said: expect.stringMatching(/Le code NOUV est celui d’une autre/) });
    expect(await opened()).toEqual(whole);
    expect(run([...inImage])).toMatchObject({ status: 2, said: expect.stringMatching(/Usage/) });
    expect(run([...inImage, 'nulle-part.yaml'])).toMatchObject({
      status: 1,
      said: 'nulle-part.yaml\u00a0: ce fichier n’existe pas, ou ne se lit pas.\n',
    });
  });

  it('charter C7.3: says whether the sums of the dashboards are right, and makes them so', async () => {
    const inImage = ['dist/apps/api/counts.js'];
    expect(run(inImage)).toMatchObject({ status: 0, said: expect.stringMatching(/sont ceux des dossiers/) });
    await owner.query(
      `INSERT INTO calendar_sum (authorisation_id, centre_id, form_code, day, late) VALUES (gen_random_uuid(), 'nowhere', 'FAT', '-infinity', 1)`,
    );
    expect(run(['tools/admin.mjs', 'counts'])).toMatchObject({ status: 1, said: expect.stringMatching(/: 1\. .*--correct/) });
    expect(run([...inImage, '--correct'])).toMatchObject({ status: 0, said: expect.stringMatching(/: 1\. Ils sont corrigés/) });
    expect(run(inImage)).toMatchObject({ status: 0 });
    expect(run([...inImage, '--wrong'])).toMatchObject({ status: 2, said: expect.stringMatching(/Usage/) });
  });
});

/** The authorisation of a file, to be put after that of another. */
function secondOf(file: string): string {
  const [, authorisation = ''] = readFileSync(file, 'utf8').split('authorisations:\n');
  return authorisation;
}
