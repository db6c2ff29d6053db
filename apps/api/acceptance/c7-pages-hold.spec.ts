import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CentreReviewPage, LookPage } from '#access-rights/api';
import type { FormListView, MatrixView } from '#dashboards/api';
import type { EnrolmentPage, JournalPage } from '#patients/api';
import type { BulkLinePage, QueryPage, ReviewFormPage, ReviewValues } from '#queries/api';
import { pagedRoutes } from '../testing/api-lists.js';
import { Bulk, rowsOf } from '../testing/bulk.js';
import { copyFile, copyQuery, reviewedEverywhere } from '../testing/copies.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
const DM = 'data-manager';
/** More than two pages, and more than one of the longest. */
const MANY = 120;

let world: World;
let requests: Requests;
let bulk: Bulk;
let draft: Request;
let act = '';
beforeAll(async () => {
  world = await World.open({ template: 'demonstration' });
  requests = new Requests(world);
  bulk = new Bulk(world);
  const { rows }: FormListView = await told(dm().get(`/dashboard/forms?work=soon&authorisationId=${world.authorisation('ENH')}`));
  await copyFile(world, String(rows[0]?.enrolmentId), MANY);
  const { items }: QueryPage = await told(dm().get('/queries?state=open'));
  await copyQuery(world, String(items[0]?.id), MANY);
  await world.db.query(
    `INSERT INTO centre (id, name, legal_id, zone) SELECT '99' || lpad(n::text, 7, '0'), 'Centre ' || n, '990000000', 'Europe/Paris' FROM generate_series(1, $1) n`,
    [MANY],
  );
  await reviewedEverywhere(world);
  draft = await requests.started(ME);
  for (let times = 0; times < 60; times++) await requests.answer(draft, ME, 'mm.ecog', String(times % 2));
  const asked = await everyRow<QueryPage['items'][number]>(async (cursor) =>
    told(dm().get(`/queries?state=open${cursor && `&cursor=${cursor}`}`)),
  );
  act = (await bulk.started(DM, { act: 'remind', rows: rowsOf(asked) })).id;
});
afterAll(() => world.close());

interface Page {
  readonly keys: readonly string[];
  readonly next?: string | undefined;
}
type ReadPage = (more: { readonly cursor?: string }) => Promise<Page>;

const dm = () => world.as(DM);
const lookKeys = ({ items, next }: LookPage): Page => ({ keys: items.map((look) => JSON.stringify(look)), next });

async function everyRow<Row>(page: (cursor: string) => Promise<{ items: readonly Row[]; next?: string }>): Promise<Row[]> {
  const all: Row[] = [];
  let cursor = '';
  do {
    const { items, next = '' } = await page(cursor);
    all.push(...items);
    cursor = next;
  } while (cursor);
  return all;
}

/** How each is read, by what names a row. */
const LISTS: Readonly<Record<string, ReadPage>> = {
  'POST /enrolments/search': async (more) => {
    const { items, next }: EnrolmentPage = await told(dm().post('/enrolments/search').send(more));
    return { keys: items.map(({ id }) => id), next };
  },
  'GET /enrolments/{id}/journal': async (more) => {
    const { items, next }: JournalPage = await told(world.as(ME).get(`/enrolments/${draft.id}/journal`).query(more));
    return { keys: items.map(({ id }) => String(id)), next };
  },
  'GET /centres': async (more) => {
    const { items, next }: { items: { id: string }[]; next?: string } = await told(world.as('gestionnaire').get('/centres').query(more));
    return { keys: items.map(({ id }) => id), next };
  },
  'GET /access-reviews': async (more) => {
    const { items, next }: CentreReviewPage = await told(world.as('gestionnaire').get('/access-reviews').query(more));
    return { keys: items.map(({ centreId }) => centreId), next };
  },
  'POST /queries/search': async (more) => {
    const { items, next }: QueryPage = await told(
      dm()
        .post('/queries/search')
        .send({ state: 'open', ...more }),
    );
    return { keys: items.map(({ id }) => id), next };
  },
  'GET /queries': async (more) => {
    const { items, next }: QueryPage = await told(
      dm()
        .get('/queries')
        .query({ state: 'open', ...more }),
    );
    return { keys: items.map(({ id }) => id), next };
  },
  'GET /dashboard/matrix': async (more) => {
    const { rows, next }: MatrixView = await told(
      dm()
        .get('/dashboard/matrix')
        .query({ authorisationId: world.authorisation('ENH'), ...more }),
    );
    return { keys: rows.map(({ enrolmentId }) => enrolmentId), next };
  },
  'GET /dashboard/forms': async (more) => {
    const { rows, next }: FormListView = await told(
      dm()
        .get('/dashboard/forms')
        .query({ work: 'soon', ...more }),
    );
    return { keys: rows.map(({ enrolmentId, form, place }) => `${enrolmentId} ${form} ${place}`), next };
  },
  'GET /review/forms': async (more) => {
    const { items, next }: ReviewFormPage = await told(dm().get('/review/forms').query(more));
    return { keys: items.map(({ formId }) => formId), next };
  },
  'GET /review/values': async (more) => {
    const asked = { authorisationId: world.authorisation('ENH'), formCode: 'FAT', items: 'pat.taille' };
    const { rows, next }: ReviewValues = await told(
      dm()
        .get('/review/values')
        .query({ ...asked, ...more }),
    );
    return { keys: rows.map(({ formId }) => formId), next };
  },
  'GET /bulk-acts/{id}/lines': async (more) => {
    const { items, next }: BulkLinePage = await told(dm().get(`/bulk-acts/${act}/lines`).query(more));
    return { keys: items.map(({ seq }) => String(seq)), next };
  },
  'GET /my-access-log': async (more) => lookKeys(await told(dm().get('/my-access-log').query(more))),
  'GET /access-log': async (more) => lookKeys(await told(world.as('gestionnaire').get('/access-log').query(more))),
};

/** What people do meanwhile: every row is touched, what was shown first leaves its list, and something new comes into it. */
async function meanwhile(): Promise<void> {
  for (const table of ['enrolment', 'form_record', 'query']) await world.db.query(`UPDATE ${table} SET changed_at = clock_timestamp()`);
  await world.db.query('UPDATE planned_form SET rank = rank + 1000');
  await world.db.query(`UPDATE centre SET name = 'A' || name`);
  await requests.started('prescripteur-a2', 'ENH');
  await requests.answer(draft, ME, 'mm.ecog', '2');
  const first: ReviewFormPage = await told(dm().get('/review/forms'));
  const read = first.items.slice(0, 10).map(({ formId: id, contentVersion: version }) => ({ id, version }));
  expect(await bulk.done(DM, { act: 'mark-read', rows: read })).toMatchObject({ done: 10 });
  await bulk.work(act);
  const { items }: QueryPage = await told(dm().get('/queries?state=open'));
  const closed = { act: 'close', rows: rowsOf(items.slice(0, 3)), unansweredReason: 'Sans objet.' };
  expect(await bulk.done(DM, closed)).toMatchObject({ done: 3 });
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
  it('charter C7.3: every list that comes by pages is read here: add yours to LISTS', () => {
    expect(Object.keys(LISTS).toSorted()).toEqual(pagedRoutes().toSorted());
  });

  it.each(Object.entries(LISTS))('charter C7.3: neither vanish from nor repeat in %s', async (_, page) => {
    const before = await whole(page);
    const found = await whole(page, meanwhile);
    const after = new Set((await whole(page)).keys);
    // Or this says little.
    expect(found.pages).toBeGreaterThan(1);
    expect(new Set(found.keys).size).toBe(found.keys.length);
    const seen = new Set(found.keys);
    // What left the list meanwhile may have been shown before, or not.
    expect(before.keys.filter((key) => after.has(key) && !seen.has(key))).toEqual([]);
  });
});
