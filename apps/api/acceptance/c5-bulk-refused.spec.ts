import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bulk } from '../testing/bulk.js';
import { World } from '../testing/world.js';

const DM = 'data-manager';

let world: World;
let bulk: Bulk;
beforeAll(async () => {
  world = await World.open();
  bulk = new Bulk(world);
});
afterAll(() => world.close());

describe('an act on many that is asked wrongly', () => {
  it.each<[string, object, string]>([
    ['nobody', { act: 'ask', targets: [], text: 'Encore ?' }, 'targets'],
    ['no list', { act: 'close' }, 'rows'],
    ['no text', { act: 'ask', targets: [{ enrolmentId: randomUUID() }], text: '   ' }, 'text'],
    ['no reason', { act: 'reopen', rows: [{ id: randomUUID(), version: 1 }] }, 'text'],
    ['a short reason', { act: 'lock', rows: [{ id: randomUUID(), version: 1 }], text: 'non' }, 'text'],
    ['no follower', { act: 'assign', rows: [{ id: randomUUID(), version: 1 }] }, 'assigneeId'],
    ['no day', { act: 'due', rows: [{ id: randomUUID(), version: 1 }] }, 'dueOn'],
    ['another act', { act: 'delete', rows: [{ id: randomUUID(), version: 1 }] }, 'act'],
    ['5001 queries', { act: 'remind', rows: Array.from({ length: 5001 }, () => ({ id: randomUUID(), version: 1 })) }, 'rows'],
    ['what is no id', { act: 'remind', rows: [{ id: '1', version: 1 }] }, 'rows.0.id'],
  ])('%s: it is refused whole, and nothing is kept', async (_title, body, path) => {
    const kept = async () => (await world.db.query('SELECT count(*)::int AS n FROM bulk_act'))[0].n;
    const before = await kept();
    const { status, body: problem } = await bulk.start(DM, body);
    expect([status, problem.code]).toEqual([400, 'invalid-request']);
    expect(problem.items[0]).toMatchObject({ path, message: expect.stringMatching(/\S/) });
    expect(await kept()).toBe(before);
  });
});
