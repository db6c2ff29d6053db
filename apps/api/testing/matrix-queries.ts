import { randomUUID } from 'node:crypto';
import { Queries } from './queries.js';
import type { Request } from './requests.js';
import type { World } from './world.js';

const TEXT = 'Essai de la matrice';

/** Bodies of what is asked of queries, review marks and locks: well formed, and changing nothing. */
export const QUERY_BODIES: Readonly<Record<string, object>> = {
  // A day that is none: anyone who may start one is told so (400), and nothing is kept.
  'POST /bulk-acts': { act: 'due', rows: [{ id: randomUUID(), version: 1 }], dueOn: 'demain' },
  'POST /queries/:id/remind': { text: TEXT },
  'PUT /me/day-digest': { wanted: true },
  'POST /queries/:id/answer': { text: TEXT },
  'POST /queries/:id/close': { text: TEXT },
  'POST /queries/:id/reopen': { text: TEXT },
  'POST /queries/:id/cancel': { text: TEXT },
  'POST /query-filters': { name: TEXT, filter: { state: 'open' } },
  'PUT /query-filters/:id': { name: TEXT, filter: {} },
  'PUT /forms/:id/review/:mark': { contentVersion: 99_999 },
  'POST /forms/:id/lock': { reason: TEXT },
  'POST /forms/:id/unlock': { reason: TEXT },
  'POST /forms/:id/ask-unlock': { reason: TEXT },
  'POST /forms/:id/refuse-unlock': { reason: TEXT },
};

/** What the addresses of these must ask for. */
export const QUERY_ADDRESSES: Readonly<Record<string, (world: World) => string>> = {
  '/queries/followers': (world) => `?authorisationId=${world.authorisation('TEC')}`,
  '/review/values.csv': (world) => `?authorisationId=${world.authorisation('TEC')}&formCode=FAT&items=pat.poids`,
  '/review/values': (world) => `?authorisationId=${world.authorisation('TEC')}&formCode=FAT&items=pat.poids`,
};

/** A day that has passed: anyone who may ask is told so (400), the others what they always are. */
export function askedOf({ id }: Request): object {
  return { enrolmentId: id, text: TEXT, dueOn: '2020-01-01' };
}

type Asked = 'sent' | 'draft' | 'followed' | 'ofB' | 'naming' | 'followedOfNamed';

/** Queries of either side, on what is sent, on a draft, of both centres. */
export async function queryThings(world: World, of: Readonly<Record<Asked, Request>>) {
  const queries = new Queries(world);
  const asked = async (name: string, request: Request, by: string) => ({ name, id: (await queries.asked(request, by)).id });
  return [
    await asked('de l’opérateur, ENH de A', of.followed, 'data-manager'),
    await asked('de prescripteur-a2, ENH de A', of.followed, 'prescripteur-a2'),
    await asked('de l’opérateur, TEC de A, envoyée', of.sent, 'data-manager'),
    await asked('de l’opérateur, TEC de A, brouillon de « nouveau »', of.draft, 'data-manager'),
    await asked('de l’opérateur, sur la FAT qui nomme « nouveau »', of.naming, 'data-manager'),
    await asked('de l’opérateur, sur le suivi du même patient', of.followedOfNamed, 'data-manager'),
    await asked('de pharmacien-b, TEC de B', of.ofB, 'pharmacien-b'),
  ];
}
