import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LookPage } from '#access-rights/api';
import type { MatrixView } from '#dashboards/api';
import type { EnrolmentPage, JournalPage } from '#patients/api';
import type { QueryPage } from '#queries/api';
import { Requests, told } from '../testing/requests.js';
import { World } from '../testing/world.js';

const DM = 'data-manager';
/** More than two pages. */
const MANY = 120;

let world: World;
let requests: Requests;
let file = '';
beforeAll(async () => {
  world = await World.open({ template: 'demonstration' });
  requests = new Requests(world);
  const [{ id, enrolment_id: asked }] = await world.db.query(`SELECT id, enrolment_id FROM query LIMIT 1`);
  file = asked;
  // One query many times over, each asked a second after the one before.
  await world.db.query(
    `INSERT INTO query SELECT line.* FROM query one CROSS JOIN generate_series(1, ${MANY}) n
     CROSS JOIN LATERAL jsonb_populate_record(NULL::query,
       to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(), 'check_key', one.check_key || n, 'opened_at', one.opened_at + n * interval '1 second')) line
     WHERE one.id = $1`,
    [id],
  );
  for (let look = 0; look < 60; look++) await told(world.as(DM).get(`/enrolments/${file}`));
});
afterAll(() => world.close());

interface Page {
  readonly keys: readonly string[];
  readonly next?: string | undefined;
}
type ReadPage = (more: { readonly cursor?: string }) => Promise<Page>;

const dm = () => world.as(DM);

const LISTS: Readonly<Record<string, ReadPage>> = {
  'the list of patients': async (more) => {
    const { items, next }: EnrolmentPage = await told(dm().post('/enrolments/search').send(more));
    return { keys: items.map(({ id }) => id), next };
  },
  'the list of queries': async (more) => {
    const { items, next }: QueryPage = await told(dm().post('/queries/search').send(more));
    return { keys: items.map(({ id }) => id), next };
  },
  'the matrix': async (more) => {
    const { rows, next }: MatrixView = await told(
      dm()
        .get('/dashboard/matrix')
        .query({ authorisationId: world.authorisation('ENH'), ...more }),
    );
    return { keys: rows.map(({ enrolmentId }) => enrolmentId), next };
  },
  'the journal of a file': async (more) => {
    const { items, next }: JournalPage = await told(dm().get(`/enrolments/${file}/journal`).query(more));
    return { keys: items.map(({ id }) => String(id)), next };
  },
  'one’s own looks': async (more) => {
    const { items, next }: LookPage = await told(dm().get('/my-access-log').query(more));
    return { keys: items.map(({ at, action, subjectId }) => `${at} ${action} ${subjectId}`), next };
  },
};

/** What people do meanwhile: every row is touched, and someone begins a request. */
async function meanwhile(): Promise<void> {
  for (const table of ['enrolment', 'form_record', 'query']) await world.db.query(`UPDATE ${table} SET changed_at = clock_timestamp()`);
  await requests.started('prescripteur-a2', 'ENH');
}

async function whole(page: ReadPage, between: () => Promise<void> = async () => undefined): Promise<{ keys: string[]; pages: number }> {
  const keys: string[] = [];
  let [cursor, pages]: [string | undefined, number] = [undefined, 0];
  do {
    const read: Page = await page(cursor ? { cursor } : {});
    keys.push(...read.keys);
    cursor = read.next;
    if (pages++ === 0) await between();
  } while (cursor);
  return { keys, pages };
}

describe('charter C7.3: rows that change between two pages', () => {
  const long: string[] = [];

  it.each(Object.entries(LISTS))('charter C7.3: neither vanish from nor repeat in %s', async (name, page) => {
    const before = await whole(page);
    const found = await whole(page, meanwhile);
    expect(new Set(found.keys).size).toBe(found.keys.length);
    const seen = new Set(found.keys);
    expect(before.keys.filter((key) => !seen.has(key))).toEqual([]);
    if (found.pages > 1) long.push(name);
  });

  it('charter C7.3: and most of these lists had several pages, or this says little', () => {
    expect(long).toEqual(expect.arrayContaining(['the list of patients', 'the list of queries', 'one’s own looks']));
  });
});
