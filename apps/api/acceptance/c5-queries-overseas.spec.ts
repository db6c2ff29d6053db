import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarDate, todayIn } from '#kernel/domain';
import { daysBefore, FollowUp } from '../testing/follow-up.js';
import { Queries } from '../testing/queries.js';
import { told, type Request } from '../testing/requests.js';
import { CENTRE_A, World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const DM = 'data-manager';
const PARIS = 'Europe/Paris';

let world: World;
let queries: Queries;
let fit: Request;
beforeAll(async () => {
  world = await World.open();
  const follow = new FollowUp(world);
  queries = new Queries(world);
  fit = (await follow.opened(await follow.granted(), ME, { formCode: 'FIT' })).request;
});
afterAll(() => world.close());

const live = (zone: string) => world.db.query('UPDATE centre SET zone = $1 WHERE id = $2', [zone, CENTRE_A]);
const overdue = async (by: string) => {
  const { items, total } = await queries.list(by, 'overdue=true');
  expect(total).toBe(items.length);
  return items.map(({ id }) => id);
};

/**
 * A zone where it is not the day of Paris at this hour: one behind until noon, one ahead after it. Guadeloupe and La Réunion are such zones, but only
 * around midnight.
 */
function elsewhere(now: Date): string {
  return ['Pacific/Tahiti', 'Pacific/Kiritimati'].find((zone) => todayIn(zone, now) !== todayIn(PARIS, now)) ?? '';
}

describe('the days of a query, asked from Paris of a centre overseas', () => {
  it.each([['America/Guadeloupe'], ['Indian/Reunion'], [elsewhere(new Date())]])(
    'charter C5.2: in %s, what is late is late there, in the list as on the line',
    async (zone) => {
      await live(zone);
      const there = todayIn(zone, new Date());
      const asked = await queries.asked(fit, DM, { dueOn: there });
      const dueOn = async (day: string) => world.db.query('UPDATE query SET due_on = $1 WHERE id = $2', [day, asked.id]);
      for (const [day, late] of [
        [there, false],
        [daysBefore(there, 1), true],
      ] as const) {
        await dueOn(day);
        for (const by of [DM, ME]) {
          expect([by, day, (await queries.read(asked, by)).overdue]).toEqual([by, day, late]);
          expect([by, day, (await overdue(by)).includes(asked.id)]).toEqual([by, day, late]);
        }
      }
      await queries.acted(asked, DM, 'cancel', 'Vu.');
    },
  );

  it('charter C5.2: an answer is never hoped for on a day that is over there', async () => {
    const zone = elsewhere(new Date());
    await live(zone);
    const there = calendarDate(todayIn(zone, new Date()));
    const yesterday = daysBefore(there, 1);
    const refused = await queries.ask(fit, DM, { dueOn: yesterday });
    expect([refused.status, refused.body.items]).toEqual([400, [{ path: 'dueOn', message: expect.stringMatching(/déjà passée/) }]]);
    const asked = await queries.asked(fit, DM, { dueOn: there });
    expect((await queries.change(asked, DM, { dueOn: yesterday })).status).toBe(400);
    await told(queries.change(asked, DM, { dueOn: there }));
  });
});
