import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, todayIn } from '#kernel/domain';
import { Bulk } from '../testing/bulk.js';
import { FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
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

  it('a day that has passed for every centre: it is refused whole, a day to come or none is not', async () => {
    const follow = new FollowUp(world);
    const request = await follow.granted();
    const query = await new Queries(world).asked(request, DM);
    const today = todayIn('Europe/Paris', new Date());
    const rows = [{ id: query.id, version: query.version }];
    const targets = [{ enrolmentId: request.id }];
    for (const wish of [
      { act: 'due', rows },
      { act: 'ask', targets, text: 'Encore ?' },
    ]) {
      const { status, body } = await bulk.start(DM, { ...wish, dueOn: addDays(today, -2) });
      expect([wish.act, status, body.items]).toEqual([
        wish.act,
        400,
        [{ path: 'dueOn', message: 'Cette échéance est déjà passée\u00a0: choisissez un jour à venir.' }],
      ]);
      expect((await bulk.start(DM, { ...wish, dueOn: addDays(today, 2) })).status).toBe(201);
    }
    expect((await bulk.start(DM, { act: 'due', rows, dueOn: null })).status).toBe(201);
    // Of what this person may not read nothing is said: each line is refused by itself.
    expect((await bulk.start('prescripteur-b', { act: 'due', rows, dueOn: addDays(today, -2) })).status).toBe(201);
  });
});
