import { randomUUID } from 'node:crypto';
import { BulkRunner, type BulkActView, type BulkLineView, type QueryView } from '#queries/api';
import { told } from './requests.js';
import type { World } from './world.js';

/** Acts on many, as people start them and the worker does them. */
export class Bulk {
  constructor(private readonly world: World) {}

  start(by: string, body: object, key: string = randomUUID()) {
    return this.world.as(by).post('/bulk-acts').set('Idempotency-Key', key).send(body);
  }

  started(by: string, body: object, key?: string): Promise<BulkActView> {
    return told(this.start(by, body, key), 201);
  }

  /** Started, then done to its end. */
  async done(by: string, body: object): Promise<BulkActView> {
    const { id } = await this.started(by, body);
    await this.work(id);
    return this.view(by, id);
  }

  /** What the worker does when it is woken. */
  work(id: string): Promise<void> {
    return this.world.app.get(BulkRunner, { strict: false }).run(id);
  }

  view(by: string, id: string): Promise<BulkActView> {
    return told(this.world.as(by).get(`/bulk-acts/${id}`));
  }

  async lines(by: string, id: string, outcome?: string): Promise<BulkLineView[]> {
    return (await told(this.world.as(by).get(`/bulk-acts/${id}/lines${outcome ? `?outcome=${outcome}` : ''}`))).items;
  }
}

/** As a list gave them. */
export function rowsOf(queries: readonly Pick<QueryView, 'id' | 'version'>[]) {
  return queries.map(({ id, version }) => ({ id, version }));
}
