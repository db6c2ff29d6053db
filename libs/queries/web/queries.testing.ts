import type { BulkActView, BulkLineView, QueryDetail, QueryView, SearchQueries, StartBulkAct } from '#api-client';
import type { QueryAct } from './words.js';

/** A query as the server gives it. */
export function query(id: string, more: Partial<QueryView> = {}): QueryView {
  return {
    id,
    enrolmentId: `dossier-${id}`,
    registrationNumber: 'TEC-215890',
    authorisationId: 'tec',
    authorisationCode: 'TEC',
    medicine: 'TECVAYLI',
    centreId: '540002698',
    centreName: 'CHRU de Nancy',
    formId: 'fit',
    formCode: 'FIT',
    formTitle: 'Fiche d’initiation',
    item: 'fit.poids',
    itemLabel: 'Poids à l’instauration',
    origin: 'manual',
    askedBy: 'operator',
    state: 'answered',
    text: 'Ce poids est-il exact\u202f?',
    openedAt: '2026-11-10T09:00:00Z',
    changedAt: '2026-11-12T09:00:00Z',
    ageDays: 12,
    overdue: false,
    formLocked: false,
    version: 1,
    abilities: ['close', 'reopen', 'assign'],
    ...more,
  };
}

/** Its thread, as it is opened. */
export function detail(of: QueryView, more: Partial<QueryDetail> = {}): QueryDetail {
  const asked = { seq: 1, kind: 'asked', at: of.openedAt, byName: 'Aurélie Nguyen', byRole: 'data-manager', text: of.text } as const;
  return { ...of, valueThen: '71,5 kg', valueNow: '17,5 kg', thread: [asked], ...more };
}

/** The server, played: it keeps what it is asked, and answers from these queries. */
export function playedApi(queries: readonly QueryView[], more: Record<string, unknown> = {}) {
  const known = new Map(queries.map((each) => [each.id, each]));
  const searched: SearchQueries[] = [];
  const acted: [string, QueryAct, string][] = [];
  const api = {
    search: async (asked: SearchQueries) => {
      searched.push(asked);
      const states = asked.state?.split(',');
      const items = [...known.values()].filter(({ state }) => !states || states.includes(state));
      return { items, total: items.length, mayAsk: true, mayReview: true };
    },
    allOf: async () => ({ items: [...known.values()], mayAsk: true }),
    one: async (id: string) => detail(known.get(id) ?? query(id)),
    act: async (of: QueryView, act: QueryAct, text: string) => {
      acted.push([of.id, act, text]);
      const after = { ...of, state: 'closed', version: of.version + 1, abilities: ['reopen'] } as QueryView;
      known.set(of.id, after);
      return detail(after);
    },
    centres: async () => [{ id: '540002698', name: 'CHRU de Nancy' }],
    followers: async () => [],
    filters: async () => ({ items: [] }),
    ...more,
  };
  return { api, searched, acted, known };
}

/** An act on many, as the server tells it. */
export function bulkAct(id: string, more: Partial<BulkActView> = {}): BulkActView {
  const counts = { total: 2, done: 0, refused: 0, failed: 0, left: 2 };
  return {
    id,
    act: 'close',
    state: 'running',
    createdAt: '2026-11-10T09:00:00Z',
    isPutAway: false,
    isEnding: false,
    abilities: ['stop'],
    ...counts,
    ...more,
  };
}

/** The server that does acts on many, played: it does nothing until `becomes` says what became of one. */
export function playedBulk(lines: readonly BulkLineView[] = [], begun: readonly BulkActView[] = []) {
  let acts = [...begun];
  const started: StartBulkAct[] = [];
  const acted: [string, string][] = [];
  const becomes = (id: string, more: Partial<BulkActView>) => {
    acts = acts.map((act) => (act.id === id ? { ...act, ...more } : act));
    return acts.find((act) => act.id === id) as BulkActView;
  };
  const api = {
    recent: async () => acts,
    one: async (id: string) => becomes(id, {}),
    start: async (wish: StartBulkAct) => {
      started.push(wish);
      const total = (wish.rows ?? wish.targets ?? []).length;
      const act = bulkAct(`act-${started.length}`, { act: wish.act, total, left: total });
      acts = [act, ...acts];
      return act;
    },
    lines: async () => ({ items: lines }),
    act: async ({ id }: { id: string }, act: string) => {
      acted.push([id, act]);
      return becomes(id, act === 'put-away' ? { isPutAway: true, abilities: [] } : { state: act === 'stop' ? 'stopped' : 'running' });
    },
  };
  return { api, started, acted, becomes };
}
