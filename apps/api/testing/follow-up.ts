import { randomUUID } from 'node:crypto';
import type { BeginForm, FormView, ScheduleRow, ScheduleView } from '#forms/api';
import { Journal } from '#kernel/api';
import { ProtocolVersions, shippedProtocols } from '#protocols/api';
import { Requests, told, type Request } from './requests.js';
import type { World } from './world.js';

/** What people do once the patient has a number, in one word each, through the API. */
export class FollowUp {
  readonly requests: Requests;

  constructor(private readonly world: World) {
    this.requests = new Requests(world);
  }

  /** A patient under ENHERTU, all the way to the number; demanded long ago, so that a year of visits fits before today. */
  async granted(by = 'prescripteur-a2', pharmacist = 'pharmacien-a'): Promise<Request> {
    const request = await this.requests.sent(await this.requests.started(by, 'ENH'), by, pharmacist);
    await told(this.requests.decide(request, 'exploitant-2', { decision: 'favourable' }));
    await this.demandedLongAgo(request);
    return request;
  }

  async demandedLongAgo({ formId }: Pick<Request, 'formId'>): Promise<void> {
    await this.world.db.query(`UPDATE form_record SET "values" = jsonb_set("values", '{fat.date_demande}', '"2025-01-01"') WHERE id = $1`, [
      formId,
    ]);
  }

  /** A patient under VYVGART, whose protocol has all there is: unscheduled visits, events, scores. The number is forged, and the signature that opens it. */
  async grantedVyvgart(by = 'prescripteur-a'): Promise<Request> {
    const vyvgart = shippedProtocols().find(({ protocol }) => protocol.code === 'VYVGART');
    if (!vyvgart) throw new Error('VYVGART is shipped.');
    await this.world.db.transaction((tx) => new ProtocolVersions(new Journal()).import(tx, vyvgart.protocol, vyvgart.source));
    const request = await this.requests.started(by, 'VYV');
    await this.world.db.query(
      `UPDATE enrolment SET state = 'granted', registration_number = 'VYV-' || left(id::text, 8), awaits = '{}', first_sent_at = now(), sent_at = now(), decided_at = '2025-01-02'
       WHERE id = $1`,
      [request.id],
    );
    await requestMadeFor(this.world, request, by);
    return request;
  }

  open({ id }: Pick<Request, 'id'>, by: string, body: BeginForm, key: string = randomUUID()) {
    return this.world.as(by).post(`/enrolments/${id}/forms`).set('Idempotency-Key', key).send(body);
  }

  /** Opens it, and names it as a request's form is. */
  async opened(request: Pick<Request, 'id'>, by: string, body: BeginForm): Promise<FormView & { request: Request }> {
    const view: FormView = await told(this.open(request, by, body), 201);
    return { ...view, request: { id: request.id, formId: view.id } };
  }

  schedule({ id }: Pick<Request, 'id'>, by: string): Promise<ScheduleView> {
    return told(this.world.as(by).get(`/enrolments/${id}/schedule`));
  }

  async rows(request: Pick<Request, 'id'>, by: string, form?: string): Promise<ScheduleRow[]> {
    return (await this.schedule(request, by)).rows.filter((row) => form === undefined || row.form === form);
  }
}

/** As if that prescriber had signed it: what opens the follow-up to them (charter C5.8). */
export async function requestMadeFor(world: World, { id }: Pick<Request, 'id'>, by: string): Promise<void> {
  await world.db.query(
    `INSERT INTO access_request (enrolment_id, person_id, centre_id, authorisation_id)
     SELECT enrolment.id, $2, enrolment.centre_id, enrolment.authorisation_id FROM enrolment
     JOIN profile ON profile.person_id = $2 AND profile.centre_id = enrolment.centre_id AND profile.role = 'prescriber' WHERE enrolment.id = $1`,
    [id, world.person(by).id],
  );
}

/** `YYYY-MM-DD`, so many days before that day. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
