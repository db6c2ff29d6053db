import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { FollowUp } from '../testing/follow-up.js';
import { told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a2';
const PATIENTS = 120;

let world: World;
let patient: Request;

beforeAll(async () => {
  world = await World.open();
  patient = await new FollowUp(world).granted();
  // The same file over again: what matters is that there are more than two pages of them.
  await world.db.query(
    `INSERT INTO enrolment SELECT (jsonb_populate_record(enrolment, jsonb_build_object('id', gen_random_uuid(), 'registration_number', 'ENH-' || lpad(number::text, 6, '0'),
       'created_at', clock_timestamp(), 'changed_at', clock_timestamp()))).* FROM enrolment, generate_series(2, $2) AS number WHERE id = $1`,
    [patient.id, PATIENTS],
  );
});
afterAll(() => world.close());

/** Others work meanwhile: the files that were changed longest ago are changed, one after the other, until the look is over. */
async function whileOthersWork<T>(look: () => PromiseLike<T>): Promise<T> {
  let isOver = false;
  const working = (async () => {
    while (!isOver)
      await world.db.query(
        `UPDATE enrolment SET changed_at = clock_timestamp() WHERE id = (SELECT id FROM enrolment WHERE authorisation_id = $1 ORDER BY changed_at LIMIT 1)`,
        [world.authorisation('ENH')],
      );
  })();
  try {
    return await look();
  } finally {
    isOver = true;
    await working;
  }
}

describe('a list while others work', () => {
  it('charter C7.2: its table has every line, once', async () => {
    for (let time = 0; time < 3; time++) {
      const { status, text } = await whileOthersWork(() =>
        world
          .as(ME)
          .post('/enrolments/search.csv')
          .send({ authorisationId: world.authorisation('ENH') }),
      );
      expect(status).toBe(200);
      expect(text.trimEnd().split('\r\n')).toHaveLength(1 + PATIENTS);
    }
  });

  it('charter C7.2: its pages, one after the other, have every line, once', async () => {
    const seen = await whileOthersWork(async () => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const asked = { authorisationId: world.authorisation('ENH'), ...(cursor !== undefined && { cursor }) };
        const page: { items: { id: string }[]; next?: string } = await told(world.as(ME).post('/enrolments/search').send(asked));
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      return ids;
    });
    expect(seen).toHaveLength(PATIENTS);
    expect(new Set(seen).size).toBe(PATIENTS);
  });

  it('every route that gives a table says so, and is so read as of one moment', () => {
    const { paths } = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as {
      paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>;
    };
    const tables = Object.entries(paths).filter(([route]) => route.endsWith('.csv'));
    expect(tables.length).toBeGreaterThan(15);
    for (const [route, methods] of tables)
      for (const { responses } of Object.values(methods))
        expect({ route, kinds: Object.keys(responses['200']?.content ?? {}) }).toEqual({ route, kinds: ['text/csv'] });
  });
});
