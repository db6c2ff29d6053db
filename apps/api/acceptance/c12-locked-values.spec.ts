import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FormView } from '#forms/api';
import type { Form, Protocol } from '#protocols/domain';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';
const GAIN = 'sui.gain';

let world: World;
let follow: FollowUp;
let queries: Queries;
let fit: Request;
let first: Request;
let second: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  await calculateGain();
  const patient = await follow.granted();
  fit = (await follow.opened(patient, ME, { formCode: 'FIT' })).request;
  const start = daysBefore((await follow.schedule(patient, ME)).today, 200);
  await answer(fit, { 'fit.administre': 'O', 'fit.date_debut': start, 'fit.poids': '60' });
  first = await visit(patient, 1, '60');
  second = await visit(patient, 2, '62');
  for (const form of [first, second]) await told(follow.requests.act(form, ME, 'complete', await read(form)));
});
afterAll(() => world.close());

/** A visit calculates what was gained since the first: no protocol of the tests calculates from another form. */
async function calculateGain(): Promise<void> {
  const versions: { id: string; document: Protocol }[] = await world.db.query(
    `SELECT id, document FROM protocol_version WHERE code = 'ENHERTU-HER2-FAIBLE'`,
  );
  const formula = { difference: [{ item: 'sui.poids' }, { item: 'fit.poids', form: 'FIT' }] };
  const gain = { code: GAIN, type: 'calc', result: 'dec', formula, label: 'Gain', place: 'Annexe 1', reliability: 'T' };
  const withGain = (form: Form) => ({
    ...form,
    sections: form.sections.map((section, index) =>
      index === form.sections.length - 1 ? { ...section, content: [...section.content, gain] } : section,
    ),
  });
  for (const { id, document } of versions) {
    const forms = document.forms.map((form) => (form.code === 'SUIVI' ? withGain(form) : form));
    await world.db.query(`UPDATE protocol_version SET document = $2 WHERE id = $1`, [id, JSON.stringify({ ...document, forms })]);
  }
}

const read = (form: Request, by = ME): Promise<FormView> => follow.requests.form(form, by);
const answer = async (form: Request, answers: Record<string, unknown>, reason?: string) => {
  for (const [item, value] of Object.entries(answers)) await follow.requests.answer(form, ME, item, value, reason);
};
const visit = async (patient: Request, occurrence: number, poids: string): Promise<Request> => {
  const { request } = await follow.opened(patient, ME, { formCode: 'SUIVI', visitCode: 'SUIVI', occurrence });
  await answer(request, { 'sui.realisee': 'O', 'sui.poids': poids });
  return request;
};
const turn = async (act: 'lock' | 'unlock', form: Request): Promise<FormView> => {
  const { stateVersion } = await read(form, DM);
  return told(world.as(DM).post(`/forms/${form.formId}/${act}`).set('If-Match', `"${stateVersion}"`).send({ reason: 'Données relues' }));
};
const gain = async (form: Request) => (await read(form)).values[GAIN];
const asked = (form: Request) => queries.ofForm(form, DM, '&state=open,answered&origin=system');

describe('the data of a locked form', () => {
  it('charter C12.5: stand exactly as they were locked, whatever is typed elsewhere', async () => {
    const before = await turn('lock', second);
    expect(before.values[GAIN]).toBe('2');
    await answer(fit, { 'fit.poids': '50' });
    expect(await gain(first)).toBe('10');
    const { values, marks, contentVersion, applicable, filled, missing, allPut } = await read(second);
    expect({ values, marks, contentVersion, applicable, filled, missing, allPut }).toEqual({
      values: before.values,
      marks: before.marks,
      contentVersion: before.contentVersion,
      applicable: before.applicable,
      filled: before.filled,
      missing: before.missing,
      allPut: before.allPut,
    });
  });

  it('charter C12.5: a doubt that another form raises about them is asked all the same, and ends when it is mended there', async () => {
    const standing = (await asked(second)).map(({ id }) => id);
    await answer(first, { 'sui.poids': '40' }, 'relecture');
    const doubts = (await asked(second)).filter(({ id }) => !standing.includes(id));
    expect(doubts.map(({ checkCode }) => checkCode)).toEqual(['sui.poids']);
    await answer(first, { 'sui.poids': '60' }, 'relecture');
    expect((await asked(second)).map(({ id }) => id)).toEqual(standing);
    expect((await read(second)).lock).toBeDefined();
  });

  it('charter C12.5: are calculated again once the lock is lifted', async () => {
    expect((await turn('unlock', second)).values[GAIN]).toBe('12');
    await answer(fit, { 'fit.poids': '55' });
    expect(await gain(second)).toBe('7');
  });
});
