import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Reviews } from '../testing/reviews.js';
import { CENTRE_A, World } from '../testing/world.js';

const FIRST = 'pharmacien-a';
/** Another one, of the same centre. */
const SECOND = 'pharmacien-psc';

let world: World;
let reviews: Reviews;
beforeAll(async () => {
  world = await World.open();
  reviews = new Reviews(world, FIRST);
});
afterAll(() => world?.close());

describe('two pharmacists who finish the review of their centre at once', () => {
  it.each([1, 2, 3])(
    'charter C5.7: one keeps all, the other ends a designation: what one of them did is done, whole (%i)',
    async (time) => {
      const ended = [await reviews.designated('pnm-a')];
      const view = await reviews.read();
      const [kept, ending] = await Promise.all([reviews.finish(view), reviews.finish(view, { designations: ended }, world.as(SECOND))]);
      const isKept = kept.status === 200;
      expect([kept.status, ending.status]).toEqual(isKept ? [200, 412] : [412, 200]);
      expect((isKept ? ending : kept).body.detail).toMatch(/[Rr]elisez/);

      const now = await reviews.read();
      expect(now.designations.map(({ id }) => id)).toEqual(isKept ? ended : []);
      expect(now.last).toMatchObject({ by: world.person(isKept ? FIRST : SECOND).name, withdrawn: isKept ? 0 : 1 });
      const acts = (await world.journalOf('centre', CENTRE_A)).map(({ action }) => action);
      expect(acts.filter((action) => action === 'access-review.finished')).toHaveLength(time);
      if (!isKept) return;
      const withdraw = world.as(FIRST).post(`/designations/${ended[0]}/withdraw`).set('If-Match', '"1"').send({});
      expect((await withdraw).status).toBe(200);
    },
  );
});
