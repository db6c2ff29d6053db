import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FormListView, HomeTask, HomeView, SummaryView } from '#dashboards/api';
import { COUNT_WORDS, FOLLOWED_LISTS, requestsIn } from '#dashboards/domain';
import type { ListLink } from '#kernel/domain';
import type { NotificationList } from '#notifications/api';
import { TASKS } from '../capabilities.js';
import { asExternal, HOSPITAL, PRO_SANTE_CONNECT, STAFF } from '../../demonstration/people.js';
import type { Agent } from '../testing/agent.js';
import { told } from '../testing/requests.js';
import { World } from '../testing/world.js';

/** Every account of the demonstration, in each of its centres. */
type Account = readonly [name: string, centreId: string];
const HOSPITAL_ACCOUNTS: readonly Account[] = [
  ...HOSPITAL.map(asExternal).flatMap(({ subject, profiles }) => profiles.map(({ centre }) => [subject, centre.id] as const)),
  ...PRO_SANTE_CONNECT.map(({ email = '' }) => [email.split('@')[0] ?? '', ''] as const),
];
const STAFF_ACCOUNTS: readonly Account[] = STAFF.map(({ login }) => [login, ''] as const);

/** Each of them does the first of their tasks of a kind. */
async function eachDoes(accounts: readonly Account[], kind: HomeTask['kind'], act: (me: Agent, task: HomeTask) => Promise<void>) {
  for (const [name, centreId] of accounts) {
    const me = world.as(name, centreId || undefined);
    const { tasks }: HomeView = await told(me.get('/home'));
    const task = tasks.find((each) => each.kind === kind);
    if (task) await act(me, task);
  }
}

let world: World;
beforeAll(async () => {
  world = await World.open({ template: 'demonstration' });
  // Two kinds that the demonstration leaves to be met.
  await eachDoes(HOSPITAL_ACCOUNTS, 'query-to-answer', async (me, { queryId }) => {
    const { version } = await told(me.get(`/queries/${queryId}`));
    await told(me.post(`/queries/${queryId}/answer`).set('If-Match', `"${version}"`).send({ text: 'Vérifié dans le dossier.' }));
  });
  await eachDoes(STAFF_ACCOUNTS, 'case-to-read', async (me, { caseId }) => {
    const { stateVersion } = await told(me.get(`/pv/cases/${caseId}`));
    await told(me.post(`/pv/cases/${caseId}/acknowledge`).set('If-Match', `"${stateVersion}"`));
  });
});
afterAll(() => world.close());

interface Page {
  readonly items: readonly unknown[];
  readonly next?: string;
}

/** How many rows a list has, read page after page. */
async function lengthOf(page: (more: object) => Promise<Page>): Promise<number> {
  let [count, more]: [number, object | undefined] = [0, {}];
  while (more) {
    const { items, next } = await page(more);
    count += items.length;
    more = next ? { cursor: next } : undefined;
  }
  return count;
}

/** What each page asks of the server for the address that leads to it. */
const PAGES: Readonly<Record<string, (me: Agent, params: ListLink['params']) => Promise<number>>> = {
  '/patients': (me, { etats }) => lengthOf((more) => told(me.post('/enrolments/search').send({ states: etats, ...more }))),
  '/queries': (me, { state }) => lengthOf((more) => told(me.post('/queries/search').send({ state, ...more }))),
  '/pharmacovigilance': (me, { etat }) => lengthOf((more) => told(me.post('/pv/cases/search').send({ state: etat, ...more }))),
  '/dispensation': async (me, { etat }) => (await told(me.get('/read-grants').query({ state: etat }))).items.length,
  '/tableau-de-bord/liste': async (me, { travail }) => {
    let total = 0;
    const rows = await lengthOf(async (more) => {
      const view: FormListView = await told(me.get('/dashboard/forms').query({ work: travail, ...more }));
      total = view.total;
      return { items: view.rows, ...(view.next && { next: view.next }) };
    });
    expect(total).toBe(rows);
    return rows;
  },
};

const opened = (me: Agent, { path, params }: ListLink): Promise<number> => {
  const page = PAGES[path];
  if (!page) throw new Error(`No page is known at ${path}: say here what it asks of the server.`);
  return page(me, params);
};

/** Those of the page of e-mails on which one may act. */
async function mailsToSee(me: Agent): Promise<number> {
  const { items }: NotificationList = await told(me.get('/notifications'));
  return items.filter(({ abilities }) => abilities.length > 0).length;
}

const met = new Set<string>();
/** The list of each kind of task that has one. */
const LISTS = new Map(TASKS.all.flatMap(({ name, group }): [string, ListLink][] => (group?.list ? [[name, group.list]] : [])));

/** A declaration on its page, what is asked of a form in it, what is asked of a request in its file. */
function doneAt({ kind, enrolmentId, formId, queryId, caseId }: HomeTask): Pick<HomeTask, 'path' | 'params'> {
  if (kind === 'unconfirmed-mail') return { path: '/envois' };
  if (kind === 'access-review') return { path: '/revue-des-acces' };
  if (!enrolmentId) return { path: '/designations' };
  if (caseId) return { path: `/pharmacovigilance/${caseId}` };
  const path = `/dossiers/${enrolmentId}`;
  if (!formId || kind === 'decide' || kind === 'new-number') return { path };
  return { path: `${path}/fiches/${formId}`, ...(queryId && { params: { query: queryId } }) };
}

describe('charter C7.3: on the home, every count opens exactly its list', () => {
  it.each([...HOSPITAL_ACCOUNTS, ...STAFF_ACCOUNTS])('charter C7.3: of %s %s', async (name, centreId) => {
    const me = world.as(name, centreId || undefined);
    const { tasks, totals, counts }: HomeView = await told(me.get('/home').query({ each: 1000 }));
    const says: [what: string, count: number, opens: number][] = [];
    for (const { kind, count } of totals) {
      says.push([`${kind}, here`, count, tasks.filter((task) => task.kind === kind).length]);
      const list = LISTS.get(kind);
      if (list) says.push([kind, count, await opened(me, list)]);
    }
    const mails = tasks.find(({ kind }) => kind === 'unconfirmed-mail');
    if (mails) says.push(['e-mails', Number(/\d+/.exec(mails.text)?.[0] ?? 1), await mailsToSee(me)]);
    for (const { label, count, states } of counts) says.push([label, count, await opened(me, requestsIn(states))]);
    // One word, one count: what the home calls as the overview does leads where that leads.
    for (const [of, list] of Object.entries(FOLLOWED_LISTS)) {
      const same = counts.find(({ label }) => label === COUNT_WORDS[of as keyof typeof FOLLOWED_LISTS]);
      if (same) expect(requestsIn(same.states)).toEqual(list);
    }
    const isOperator = STAFF.some(({ login, role }) => login === name && role !== 'administrateur');
    const { rows }: SummaryView = isOperator ? await told(me.get('/dashboard/summary')) : { rows: [] };
    for (const [of, list] of Object.entries(FOLLOWED_LISTS)) {
      const sum = rows.reduce((total, row) => total + row[of as keyof typeof FOLLOWED_LISTS], 0);
      if (isOperator) says.push([of, sum, await opened(me, list)]);
    }
    expect(says.filter(([, count, opens]) => count !== opens)).toEqual([]);
    for (const [what, count] of says) if (count > 0) met.add(what);
  });

  it.each([...HOSPITAL_ACCOUNTS, ...STAFF_ACCOUNTS])('each task of %s %s leads where it is done', async (name, centreId) => {
    const { tasks }: HomeView = await told(
      world
        .as(name, centreId || undefined)
        .get('/home')
        .query({ each: 1000 }),
    );
    expect(tasks.map(({ path, params }) => ({ path, params }))).toEqual(tasks.map(doneAt));
  });

  it('charter C7.3: each kind of count was met, or this says little', () => {
    expect([...LISTS.keys(), ...Object.keys(FOLLOWED_LISTS)].filter((what) => !met.has(what))).toEqual([]);
  });
});
