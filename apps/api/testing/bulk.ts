import { randomUUID } from 'node:crypto';
import { BulkRunner, type BulkActView, type BulkLineView, type QueryDetail, type QueryView } from '#queries/api';
import { FollowUp } from './follow-up.js';
import { Queries } from './queries.js';
import { told, type Request } from './requests.js';
import { World } from './world.js';

/** Who asks, and who answers at the centre. */
export const DATA_MANAGER = 'data-manager';
export const AT_CENTRE = 'prescripteur-a2';

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

/** Two patients of one centre, and who asks and answers their queries: what acts on many are tried on. */
export class BulkStage {
  private constructor(
    readonly world: World,
    readonly queries: Queries,
    readonly bulk: Bulk,
    readonly patients: readonly [Request, Request],
  ) {}

  static async open(): Promise<BulkStage> {
    const world = await World.open();
    const follow = new FollowUp(world);
    const opened = async () => (await follow.opened(await follow.granted(), AT_CENTRE, { formCode: 'FIT' })).request;
    return new BulkStage(world, new Queries(world), new Bulk(world), [await opened(), await opened()]);
  }

  /** As many open queries, asked of one patient and the other in turn. */
  asked(count = 2): Promise<QueryDetail[]> {
    const [one, other] = this.patients;
    return Promise.all(Array.from({ length: count }, (_, index) => this.queries.asked(index % 2 ? other : one, DATA_MANAGER)));
  }

  /** What has become of a query, step by step. */
  async steps(id: string): Promise<string[]> {
    return (await this.queries.read({ id }, DATA_MANAGER)).thread.map(({ kind }) => kind);
  }
}

/** What a question to many is asked about. */
export const target = ({ id, formId }: Request, item?: string) => ({ enrolmentId: id, formId, ...(item && { item }) });

/** As a list gave them. */
export function rowsOf(queries: readonly Pick<QueryView, 'id' | 'version'>[]) {
  return queries.map(({ id, version }) => ({ id, version }));
}
