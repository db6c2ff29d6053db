import { randomUUID } from 'node:crypto';
import type { QueryDetail, QueryPage, QueryView } from '#queries/api';
import { told, type Request } from './requests.js';
import type { World } from './world.js';

/** What a query is asked with, beside whom it is about. */
interface Asking {
  readonly item?: string;
  readonly text?: string;
  readonly dueOn?: string;
  readonly assigneeId?: string;
  /** On the patient, not on the form. */
  readonly ofPatient?: true;
}

/** What people do with queries, in one word each, through the API. */
export class Queries {
  constructor(private readonly world: World) {}

  ask(
    { id, formId }: Request,
    by: string,
    { ofPatient, text = 'Pouvez-vous vérifier ?', ...asking }: Asking = {},
    key: string = randomUUID(),
  ) {
    const body = { enrolmentId: id, ...(!ofPatient && { formId }), text, ...asking };
    return this.world.as(by).post('/queries').set('Idempotency-Key', key).send(body);
  }

  asked(request: Request, by: string, asking: Asking = {}): Promise<QueryDetail> {
    return told(this.ask(request, by, asking), 201);
  }

  act({ id, version }: Pick<QueryView, 'id' | 'version'>, by: string, act: string, text?: string) {
    return this.world
      .as(by)
      .post(`/queries/${id}/${act}`)
      .set('If-Match', `"${version}"`)
      .send({ ...(text !== undefined && { text }) });
  }

  acted(query: Pick<QueryView, 'id' | 'version'>, by: string, act: string, text?: string): Promise<QueryDetail> {
    return told(this.act(query, by, act, text));
  }

  change({ id, version }: Pick<QueryView, 'id' | 'version'>, by: string, body: object) {
    return this.world.as(by).patch(`/queries/${id}`).set('If-Match', `"${version}"`).send(body);
  }

  read({ id }: Pick<QueryView, 'id'>, by: string): Promise<QueryDetail> {
    return told(this.world.as(by).get(`/queries/${id}`));
  }

  list(by: string, filter = ''): Promise<QueryPage> {
    return told(this.world.as(by).get(`/queries?${filter}`));
  }

  /** Those of one form, the oldest first. */
  async ofForm({ formId }: Request, by: string, filter = ''): Promise<QueryView[]> {
    return (await this.list(by, `formId=${formId}${filter}`)).items;
  }
}
