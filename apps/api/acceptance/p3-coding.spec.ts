import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Declarations, DECLARANT, HOLDER } from '../testing/declarations.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

/** Invented terms: the dictionary is licensed. */
const FILES = {
  'soc.asc': '90000001$Affections inventées$INV$$$$$\n',
  'pt.asc': '91000001$Céphalée inventée$$90000001$$$$$$$\n91000002$Malaise inventé$$90000001$$$$$$$\n',
  'llt.asc':
    '92000001$Céphalées intenses inventées$91000001$$$$$$$Y$\n92000002$Céphalées d’autrefois$91000001$$$$$$$N$\n92000003$Malaise d’invention$91000002$$$$$$$Y$\n',
};

let world: World;
let declarations: Declarations;
let patient: Request;
beforeAll(async () => {
  world = await World.open();
  declarations = new Declarations(world);
  patient = await declarations.patient();
});
afterAll(() => world.close());

const folder = (files: Readonly<Record<string, string | Buffer>>): string => {
  const place = mkdtempSync(path.join(tmpdir(), 'meddra-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(place, name), text);
  return place;
};
const load = (...parameters: string[]) => {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: world.ownerUrl };
  const command = [path.resolve('tools/meddra.mjs'), 'load', ...parameters];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
};
const search = (text: string, by = HOLDER) => world.as(by).post('/pv/dictionary/search').send({ search: text });

describe('coding a verbatim', () => {
  it('charter P3: without a dictionary nothing is proposed, nothing can be coded, and the verbatim stays', async () => {
    expect(await told(search('céphalées'))).toEqual({ items: [] });
    const form = await declarations.declared(patient);
    const refused = await declarations.code(await declarations.caseOf(form), form.formId, '92000001');
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('Aucun dictionnaire MedDRA n’est chargé')]);
    expect((await declarations.caseOf(form)).thread[0]?.verbatims).toEqual([
      { item: 'ei.terme', label: expect.any(String), text: 'Céphalées intenses' },
    ]);
  });

  it('the operator loads a dictionary from its standard files, whole or not at all', async () => {
    expect(load(folder({ 'llt.asc': FILES['llt.asc'] }), '--version', '27.1')).toMatchObject({
      status: 1,
      said: expect.stringContaining('pt.asc'),
    });
    const broken = folder({ ...FILES, 'llt.asc': FILES['llt.asc'].replace('91000002', '91999999') });
    expect(load(broken, '--version', '27.1')).toMatchObject({
      status: 1,
      said: expect.stringMatching(/llt\.asc, ligne 3.*\n.*Rien n’a été chargé/s),
    });
    expect(load(folder(FILES))).toMatchObject({ status: 2 });
    expect((await told(search('malaise'))).version).toBeUndefined();

    // As older deliveries are written.
    const latin = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, Buffer.from(text.replaceAll('’', "'"), 'latin1')]));
    expect(load(folder(latin), '--version', '27.0')).toMatchObject({ status: 0, said: expect.stringContaining('3 termes') });
    expect(load(folder(FILES), '--version', '27.1')).toMatchObject({ status: 0 });
    const [entry] = (await world.journalOf('installation', 'dictionary')).slice(-1);
    expect(entry).toMatchObject({ action: 'dictionary.loaded', details: { version: '27.1', terms: 3 } });
  });

  it('charter P3: terms are found as one types, without accents or case, the nearest first, those out of use left out', async () => {
    const { version, items } = await told(search('CEPHALEES tres intenses'));
    expect([version, items.map(({ code }: { code: string }) => code)]).toEqual(['27.1', ['92000001']]);
    expect(items[0]).toEqual({
      code: '92000001',
      name: 'Céphalées intenses inventées',
      ptCode: '91000001',
      ptName: 'Céphalée inventée',
      socName: 'Affections inventées',
    });
    expect((await told(search('92000003'))).items).toHaveLength(1);
    expect((await told(search('  '))).items).toEqual([]);
    for (const centre of [DECLARANT, 'data-manager']) expect((await search('malaise', centre)).status).toBe(403);
  });

  it('charter P3: the code stands beside the form, journalled, and never in the values of the patient', async () => {
    const form = await declarations.declared(patient);
    const one = await declarations.caseOf(form);
    expect(one.toCode).toBe(1);
    const after = await told(declarations.code(one, form.formId, '92000001'));
    expect(after.toCode).toBe(0);
    expect(after.thread[0].verbatims[0].coding).toMatchObject({
      term: { code: '92000001', ptName: 'Céphalée inventée' },
      dictionary: '27.1',
      codedBy: { name: world.person(HOLDER).name },
      stale: false,
    });
    const { values } = await declarations.follow.requests.form(form, DECLARANT);
    expect(Object.keys(values)).toEqual(['ei.terme']);
    const entry = (await world.journalOf('enrolment', patient.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'case.coded',
      subject: { type: 'case', id: one.id },
      changes: [{ item: 'ei.terme', old: null, new: 'Céphalées intenses inventées (92000001)' }],
    });

    await declarations.follow.requests.answer(form, DECLARANT, 'ei.terme', 'Malaise');
    expect(await declarations.caseOf(form)).toMatchObject({
      toCode: 1,
      thread: [{ verbatims: [{ text: 'Malaise', coding: { stale: true } }] }],
    });
    expect((await told(declarations.code(one, form.formId, undefined))).thread[0].verbatims[0].coding).toBeUndefined();
  });

  it('charter P3: refuses what is no term, no verbatim or no form of the case', async () => {
    const form = await declarations.declared(patient);
    const one = await declarations.caseOf(form);
    const answers = [
      await declarations.code(one, form.formId, '92009999'),
      await declarations.code(one, form.formId, '92000001', { item: 'ei.grave' }),
      await declarations.code(one, form.formId, 'malaise'),
      await declarations.code(one, patient.formId, '92000001'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 404]);
    expect(answers[0]?.body.detail).toBe('Le code 92009999 n’est pas un terme (LLT) de MedDRA 27.1.');
  });
});
