import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Agent } from '../testing/agent.js';
import { isOfPages, tableRoutes } from '../testing/api-lists.js';
import { copyCase, copyFile, copyQuery, reviewedEverywhere } from '../testing/copies.js';
import { Requests, told, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

const ME = 'prescripteur-a';
/** More than two pages, however often a row leaves. */
const MANY = 150;
const TWO_PAGES = 100;

let world: World;
let requests: Requests;
let draft: Request;
let versions: readonly { readonly id: string; readonly version: number }[];
/** Of a patient whose treatment began. */
let file = '';
beforeAll(async () => {
  world = await World.open({ template: 'demonstration' });
  requests = new Requests(world);
  const { rows } = await told(world.as('data-manager').get(`/dashboard/forms?work=soon&authorisationId=${authorisationId()}`));
  await copyFile(world, rows[0].enrolmentId, MANY);
  const begun = `SELECT enrolment_id FROM form_record JOIN enrolment ON enrolment.id = enrolment_id WHERE form_code = 'FIT' AND authorisation_id = $1`;
  [{ enrolment_id: file }] = await world.db.query(begun, [authorisationId()]);
  const { items } = await told(world.as('data-manager').get('/queries?state=open'));
  await copyQuery(world, items[0].id, MANY);
  const [{ id: one }] = await world.db.query('SELECT id FROM pv_case WHERE open_due_on IS NOT NULL LIMIT 1');
  await copyCase(world, one, MANY);
  await world.db.query(
    `INSERT INTO centre (id, name, legal_id, zone) SELECT '99' || lpad(n::text, 7, '0'), 'Centre ' || n, '990000000', 'Europe/Paris' FROM generate_series(1, $1) n`,
    [MANY],
  );
  await reviewedEverywhere(world);
  draft = await requests.started(ME);
  for (let times = 0; times < MANY; times++) await requests.answer(draft, ME, 'mm.ecog', String(times % 2));
  const protocols = await told(world.as('gestionnaire').get('/protocols'));
  versions = protocols.items.find(({ versions: all }: { versions: unknown[] }) => all.length > 1).versions;
});
afterAll(() => world.close());

const authorisationId = () => world.authorisation('ENH');
const versionId = (number: number) => versions.find(({ version }) => version === number)?.id;

type Ask = () => PromiseLike<{ status: number; text: string }>;
const get = (by: string, path: string, query: object = {}) => (world.as(by).get(path) as ReturnType<Agent['get']>).query(query);
const post = (by: string, path: string, body: object = {}) => world.as(by).post(path).send(body);

/** How each is asked for. */
const TABLES: Readonly<Record<string, Ask>> = {
  // Of someone else, and of one patient: anyone who exports a log adds a line to it.
  'GET /access-log.csv': () => get('gestionnaire', '/access-log.csv', { personId: world.person(ME).id }),
  'GET /my-access-log.csv': () => get(ME, '/my-access-log.csv', { subjectId: draft.formId }),
  'GET /access-reviews.csv': () => get('gestionnaire', '/access-reviews.csv'),
  'GET /access-rules.csv': () => get(ME, '/access-rules.csv'),
  'GET /authorisations.csv': () => get(ME, '/authorisations.csv'),
  'GET /centres.csv': () => get('gestionnaire', '/centres.csv'),
  'GET /dashboard/forms.csv': () => get('data-manager', '/dashboard/forms.csv', { work: 'soon' }),
  'GET /dashboard/inclusions.csv': () => get('data-manager', '/dashboard/inclusions.csv'),
  'GET /dashboard/matrix.csv': () => get('data-manager', '/dashboard/matrix.csv', { authorisationId: authorisationId() }),
  'GET /dashboard/missing.csv': () => get('data-manager', '/dashboard/missing.csv'),
  'GET /dashboard/query-ages.csv': () => get('data-manager', '/dashboard/query-ages.csv'),
  'GET /dashboard/statuses.csv': () => get('data-manager', '/dashboard/statuses.csv'),
  'GET /dashboard/summary.csv': () => get('data-manager', '/dashboard/summary.csv'),
  'GET /designations.csv': () => get(ME, '/designations.csv'),
  'POST /enrolments/search.csv': () => post('data-manager', '/enrolments/search.csv'),
  'GET /enrolments/{id}/journal.csv': () => get(ME, `/enrolments/${draft.id}/journal.csv`),
  'GET /enrolments/{id}/schedule.csv': () => get('data-manager', `/enrolments/${file}/schedule.csv`),
  'GET /notifications.csv': () => get('gestionnaire', '/notifications.csv'),
  'GET /protocol-versions/{id}/differences.csv': () =>
    get('gestionnaire', `/protocol-versions/${versionId(1)}/differences.csv`, { with: versionId(2) }),
  'POST /protocol-versions/{id}/passages/preview.csv': () =>
    post('gestionnaire', `/protocol-versions/${versionId(2)}/passages/preview.csv`, {
      fromVersionId: versionId(1),
      items: [],
      values: [],
    }),
  'GET /protocols.csv': () => get('gestionnaire', '/protocols.csv'),
  'GET /pv/cases.csv': () => get('exploitant-3', '/pv/cases.csv'),
  'POST /pv/cases/search.csv': () => post('exploitant-3', '/pv/cases/search.csv'),
  'POST /queries/search.csv': () => post('data-manager', '/queries/search.csv', { state: 'open' }),
  'GET /review/values.csv': () =>
    get('data-manager', '/review/values.csv', { authorisationId: authorisationId(), formCode: 'FAT', items: 'pat.taille' }),
  'GET /staff.csv': () => get('gestionnaire', '/staff.csv'),
};

/** What nothing that happens can change. */
const SETTLED: Readonly<Record<string, string>> = {
  'GET /access-rules.csv': 'the rules are written in the code',
  'GET /protocol-versions/{id}/differences.csv': 'a version that is published never changes',
};

/** Lists that come whole, or by their first lines, and whose table has as many lines as here. */
const LONG = ['GET /pv/cases.csv', 'POST /pv/cases/search.csv'];

/** Others change at once whatever any table tells: how people, places and medicines are called, what is due, what is missing, what was asked. */
async function everythingChanges(): Promise<void> {
  await world.db.transaction(async (tx) => {
    await tx.query(`UPDATE person SET family_name = left(family_name, 20) || ' ' || (SELECT count(*) FROM journal_entry)`);
    await tx.query(`UPDATE centre SET name = left(name, 20) || ' ' || (SELECT count(*) FROM journal_entry)`);
    await tx.query(`UPDATE authorisation SET medicine = left(medicine, 10) || ' ' || (SELECT count(*) FROM journal_entry)`);
    await tx.query(`UPDATE enrolment SET decided_at = decided_at - interval '40 days'`);
    await tx.query('UPDATE planned_form SET missing = missing + 1, applicable = applicable + 1');
    // The calendar of a patient is calculated from their forms.
    await tx.query(
      `UPDATE form_record SET state = CASE state WHEN 'complete' THEN 'in-progress' ELSE 'complete' END WHERE enrolment_id = $1`,
      [file],
    );
    await tx.query(`UPDATE query SET state = 'answered' WHERE id = (SELECT id FROM query WHERE state = 'open' LIMIT 1)`);
  });
  await requests.answer(draft, ME, 'mm.ecog', String(++typed % 2));
}
let typed = MANY;

/** Lets others work once the reading has begun, whatever it reads next. Says in which isolation it was. */
async function readWhile(others: () => Promise<void>, ask: Ask): Promise<{ lines: readonly string[]; isolation: string | undefined }> {
  let isolation: string | undefined;
  const source = world.app.get(DataSource);
  const create = source.createQueryRunner.bind(source);
  const spy = jest.spyOn(source, 'createQueryRunner').mockImplementation((...given) => {
    const runner: QueryRunner = create(...given);
    const query = runner.query.bind(runner);
    runner.query = (async (...asked: Parameters<QueryRunner['query']>) => {
      if (!runner.isTransactionActive || isolation !== undefined) return query(...asked);
      isolation = '';
      const [said]: { level: string }[] = await query(`SELECT upper(current_setting('transaction_isolation')) AS level`);
      isolation = said?.level;
      const answer: unknown = await query(...asked);
      await others();
      return answer;
    }) as QueryRunner['query'];
    return runner;
  });
  try {
    return { lines: await tableOf(ask), isolation };
  } finally {
    spy.mockRestore();
  }
}

const tableOf = async (ask: Ask): Promise<string[]> => {
  const { status, text } = await ask();
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return text.trimEnd().split('\r\n');
};

describe('charter C7.2: a table while others work', () => {
  it('charter C7.2: every table is read here: add yours to TABLES', () => {
    expect(Object.keys(TABLES).toSorted()).toEqual(tableRoutes().toSorted());
  });

  it.each(Object.entries(TABLES))('charter C7.2: is of one moment, whole: %s', async (name, ask) => {
    const before = await tableOf(ask);
    if (isOfPages(name) || LONG.includes(name)) expect(before.length).toBeGreaterThan(TWO_PAGES);
    const { lines, isolation } = await readWhile(everythingChanges, ask);
    expect(isolation).toBe('REPEATABLE READ');
    expect(lines).toEqual(before);
    // Or this says little.
    if (!SETTLED[name]) expect(await tableOf(ask)).not.toEqual(before);
  });
});
