import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryDetail } from '#queries/api';
import { Ear } from '../testing/ear.js';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

/** Named on a FAT that a colleague signed in their stead: they have signed nothing. */
const NAMED = 'nouveau';
const COLLEAGUE = 'prescripteur-a2';

let world: World;
let follow: FollowUp;
let queries: Queries;
let fat: Request;
let followed: Request;
let asked: Readonly<Record<'onFat' | 'onFollowUp' | 'onPatient', QueryDetail>>;

beforeAll(async () => {
  world = await World.open();
  follow = new FollowUp(world);
  queries = new Queries(world);
  // Who signs in their stead has made a request of their own.
  await follow.requests.sent(await follow.requests.started(COLLEAGUE, 'ENH'), COLLEAGUE);
  fat = await follow.requests.sent(await follow.requests.started('pharmacien-a', 'ENH', NAMED), COLLEAGUE);
  await told(follow.requests.decide(fat, 'exploitant-2', { decision: 'favourable' }));
  ({ request: followed } = await follow.opened(fat, COLLEAGUE, { formCode: 'FIT' }));
  asked = {
    onFat: await queries.asked(fat, 'data-manager'),
    onFollowUp: await queries.asked(followed, 'data-manager'),
    onPatient: await queries.asked(fat, 'data-manager', { ofPatient: true }),
  };
});
afterAll(() => world.close());

const get = (path: string, by = NAMED) => world.as(by).get(path);
const refused = async (answer: PromiseLike<{ status: number; body: { code?: string; rule?: string } }>) => {
  const { status, body } = await answer;
  return [status, body.code, body.rule];
};
const BY_C58 = [403, 'not-allowed', 'C5.8'];
const ABSENT = [404, 'not-found', undefined];

describe('a prescriber whom a FAT names and who has signed nothing', () => {
  it('charter C5.8: sees that FAT, prints it, and what is asked about it', async () => {
    const file = await told(get(`/enrolments/${fat.id}`));
    expect(file.forms.map(({ kind }: { kind: string }) => kind)).toEqual(['FAT']);
    expect([file.timeline, file.abilities.includes('follow'), file.abilities.includes('read-journal')]).toEqual([[], false, false]);
    await get(`/forms/${fat.formId}`).expect(200);
    const { items, total } = await queries.list(NAMED);
    expect([...new Set(items.map(({ formId }) => formId)), total]).toEqual([fat.formId, items.length]);
    expect(items.map(({ id }) => id)).toContain(asked.onFat.id);
    expect((await queries.read(asked.onFat, NAMED)).abilities).toContain('answer');
  });

  it('charter C5.8: hears what is asked about that FAT as it is asked, and nothing of another form', async () => {
    const ear = await Ear.open(world.url, world.as(NAMED));
    try {
      await queries.asked(followed, 'data-manager');
      await queries.asked(fat, 'data-manager');
      await ear.hears(({ action }) => action.startsWith('query.'));
      // Changes come in order: what was asked before, of another form, would have come before.
      expect(ear.changes.filter(({ action }) => action.startsWith('query.'))).toHaveLength(1);
    } finally {
      ear.close();
    }
  });

  it('charter C5.8: sees no form of the follow-up, and opens none', async () => {
    for (const path of ['', '/history', '/gaps?role=prescriber', '/pdf'])
      expect(await refused(get(`/forms/${followed.formId}${path}`))).toEqual(ABSENT);
    const change = [{ item: 'fit.administre', value: 'O', base: 0 }];
    expect(await refused(follow.requests.change(followed, NAMED, change))).toEqual(ABSENT);
    expect(await refused(follow.open(fat, NAMED, { formCode: 'SUIVI' }))).toEqual(BY_C58);
    expect((await told(get(`/forms/${followed.formId}`, COLLEAGUE))).marks).toEqual({});
  });

  it('charter C5.8: sees no calendar, journal, nor query that is not on the FAT, and asks none', async () => {
    for (const path of ['schedule', 'schedule.csv', 'journal', 'journal.csv'])
      expect(await refused(get(`/enrolments/${fat.id}/${path}`))).toEqual(BY_C58);
    for (const query of [asked.onFollowUp, asked.onPatient]) {
      expect(await refused(get(`/queries/${query.id}`))).toEqual(ABSENT);
      expect(await refused(queries.act(query, NAMED, 'answer', 'Réponse'))).toEqual(ABSENT);
    }
    expect(await refused(queries.ask(fat, NAMED, { ofPatient: true }))).toEqual(BY_C58);
    expect(await refused(queries.ask(followed, NAMED))).toEqual(ABSENT);
  });

  it('charter C5.8: stands in no dashboard, task or declaration of that patient', async () => {
    const authorisationId = world.authorisation('ENH');
    expect((await told(get(`/dashboard/matrix?authorisationId=${authorisationId}`))).rows).toEqual([]);
    expect((await told(get('/dashboard/summary'))).rows).toEqual([]);
    expect((await told(get('/dashboard/missing'))).rows).toEqual([]);
    expect((await told(get('/dashboard/inclusions'))).months).toEqual([]);
    const { tasks } = await told(get('/home'));
    const others = tasks.filter(({ kind }: { kind: string }) => kind.startsWith('form-') || kind === 'complete');
    expect(others).toEqual([]);
  });

  it('charter C5.1: sees all of it once they have signed a request of their own', async () => {
    const own = await follow.requests.completed(await follow.requests.started(NAMED, 'ENH'), NAMED);
    await follow.requests.sign(own, NAMED, 'prescriber');
    await get(`/forms/${followed.formId}`).expect(200);
    await get(`/enrolments/${fat.id}/schedule`).expect(200);
    await get(`/enrolments/${fat.id}/journal`).expect(200);
    const seen = (await queries.list(NAMED)).items.map(({ id }) => id);
    expect(seen).toEqual(expect.arrayContaining([asked.onFat.id, asked.onFollowUp.id, asked.onPatient.id]));
    expect((await told(get(`/dashboard/matrix?authorisationId=${world.authorisation('ENH')}`))).rows).toHaveLength(1);
  });
});
