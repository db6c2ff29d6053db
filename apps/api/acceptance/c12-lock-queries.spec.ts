import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FormView } from '#forms/api';
import type { ReviewValues } from '#queries/api';
import { Bulk } from '../testing/bulk.js';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';

let world: World;
let follow: FollowUp;
let queries: Queries;
let fit: Request;
beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  fit = (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
  await follow.requests.answer(fit, ME, 'fit.administre', 'O');
});
afterAll(() => world.close());

const read = (by: string): Promise<FormView> => follow.requests.form(fit, by);
const lock = async (by: string, more: object = {}) => {
  const { stateVersion } = await read(by);
  return world
    .as(by)
    .post(`/forms/${fit.formId}/lock`)
    .set('If-Match', `"${stateVersion}"`)
    .send({ reason: 'Données relues', ...more });
};
const row = async (by = DM): Promise<ReviewValues['rows'][number] | undefined> => {
  const asked = `authorisationId=${world.authorisation('ENH')}&formCode=FIT&items=fit.administre`;
  const values: ReviewValues = await told(world.as(by).get(`/review/values?${asked}`));
  return values.rows.find(({ formId }) => formId === fit.formId);
};

describe('locks and queries know each other', () => {
  it('charter C12.5: the lock is offered where it would be granted, and nowhere else', async () => {
    expect([(await row())?.abilities, (await lock(DM)).status]).toEqual([[], 409]);
    await told(follow.requests.act(fit, ME, 'complete', await read(ME)));
    expect((await row())?.abilities).toEqual(['lock']);
    expect((await read(DM)).abilities).toContain('lock');
    for (const by of [ME, 'pharmacien-a', 'gestionnaire', 'exploitant-2']) {
      expect([by, (await read(by)).abilities.includes('lock')]).toEqual([by, false]);
      const refused = await lock(by, { despiteQueries: true });
      expect([by, refused.status, refused.body.rule]).toEqual([by, 403, 'C12.5']);
    }
  });

  it.each<[string, () => Promise<unknown>]>([
    ['asked by the operator', async () => queries.asked(fit, DM, { item: 'fit.administre' })],
    ['asked by the centre, and answered', async () => queries.acted(await queries.asked(fit, ME), DM, 'answer', 'Vu.')],
  ])('charter C12.5: a form with a query %s is locked only by who was told of it', async (_title, ask) => {
    await ask();
    const live = (await queries.ofForm(fit, DM)).length;
    const refused = await lock(DM);
    expect([refused.status, refused.body.code]).toEqual([409, 'queries-in-progress']);
    expect(refused.body.detail).toMatch(live === 1 ? /^Une query est en cours/ : new RegExp(`^${live} queries sont en cours`));
    expect(await read(DM)).not.toHaveProperty('lock');
  });

  it('charter C12.5: locked despite them, the form says so beside each question, and lifting is offered to who may', async () => {
    expect(await told(lock(DM, { despiteQueries: true }))).toHaveProperty('lock');
    expect((await row())?.abilities).toEqual(['unlock']);
    const asked = await queries.asked(fit, DM, { item: 'fit.administre', text: 'Encore ?' });
    expect(asked.formLocked).toBe(true);
    for (const by of [DM, ME]) expect((await queries.ofForm(fit, by)).map(({ formLocked }) => formLocked)).not.toContain(false);
    const onPatient = await queries.asked(fit, DM, { ofPatient: true });
    expect(onPatient.formLocked).toBe(false);
    expect((await read(DM)).abilities).toContain('unlock');
    expect((await read(ME)).abilities).not.toContain('unlock');
  });

  it('charter C12.5: of many forms locked at once, those with queries are told one by one unless locked despite them', async () => {
    const bulk = new Bulk(world);
    const { stateVersion } = await read(DM);
    await told(world.as(DM).post(`/forms/${fit.formId}/unlock`).set('If-Match', `"${stateVersion}"`).send({ reason: 'Encore' }));
    const rows = async () => [{ id: fit.formId, version: (await read(DM)).stateVersion }];
    const refused = await bulk.done(DM, { act: 'lock', rows: await rows(), text: 'Données relues' });
    expect(refused).toMatchObject({ done: 0, refused: 1 });
    expect((await bulk.lines(DM, refused.id))[0]?.message).toMatch(/queries sont en cours/);
    expect(await bulk.done(DM, { act: 'lock', rows: await rows(), text: 'Données relues', despiteQueries: true })).toMatchObject({
      done: 1,
    });
    for (const by of [ME, 'gestionnaire']) {
      const act = await bulk.done(by, { act: 'lock', rows: await rows(), text: 'Données relues', despiteQueries: true });
      expect([by, act.done, (await bulk.lines(by, act.id))[0]?.message]).toEqual([by, 0, 'Votre rôle ne permet pas cet acte.']);
    }
  });
});
