import { createHash, randomUUID } from 'node:crypto';
import type { FormView, SignatureRole, ValuesSaved } from '#forms/api';
import { SigningService } from '#forms/api';
import type { Actor } from '#kernel/api';
import type { EnrolmentView } from '#patients/api';
import type { Protocol } from '#protocols/domain';
import { answersTo } from './answers.js';
import type { World } from './world.js';

/** A body, or a part of one, as it comes over the wire: a test says what it expects of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test does not expect, it does not describe
export type Wire = any;

/** A request and its FAT, as tests name them. */
export interface Request {
  readonly id: string;
  readonly formId: string;
}

/** An authorisation that ANSM gave by name, as it is copied. */
export interface AnsmGiven {
  readonly number: string;
  readonly fromDay: string;
  readonly untilDay: string;
}

/** What people do to a request, in one word each, through the API. Anyone who acts is named by their demonstration account. */
export class Requests {
  constructor(private readonly world: World) {}

  /** A prescriber starts for themselves; anyone else names the prescriber. */
  async started(by = 'prescripteur-a', code = 'TEC', prescriber?: string, ansm?: AnsmGiven): Promise<Request> {
    const prescriberId = prescriber && this.world.person(prescriber).id;
    const body = { authorisationId: this.world.authorisation(code), ...(prescriberId && { prescriberId }), ...(ansm && { ansm }) };
    const view: EnrolmentView = await told(this.world.as(by).post('/enrolments').set('Idempotency-Key', randomUUID()).send(body), 201);
    return { id: view.id, formId: view.forms[0]?.id ?? '' };
  }

  /** Typed until nothing prevents that signature; the pharmacist's is the whole form. */
  async typed(request: Request, by = 'prescripteur-a', role: SignatureRole = 'pharmacist'): Promise<Request> {
    const protocol = await this.protocol(request, by);
    for (let round = 0; round < 12; round++) {
      const { items } = await told(this.world.as(by).get(`/forms/${request.formId}/gaps?role=${role}`));
      if (items.length === 0) return request;
      const changes = answersTo(items, await this.form(request, by), protocol);
      await told(this.world.as(by).patch(`/forms/${request.formId}/values`).send({ changes }));
    }
    throw new Error('This form cannot be filled by guessing.');
  }

  async completed(request: Request, by = 'prescripteur-a'): Promise<Request> {
    await this.typed(request, by);
    // A form that no pharmacist signs is whole once the prescriber's part is.
    await this.typed(request, by, 'prescriber');
    await told(this.act(request, by, 'complete', await this.form(request, by)));
    return request;
  }

  /** Signed by both, hence sent. */
  async sent(request: Request, prescriber = 'prescripteur-a', pharmacist = 'pharmacien-a'): Promise<Request> {
    await this.completed(request, prescriber);
    await this.sign(request, prescriber, 'prescriber');
    await this.sign(request, pharmacist, 'pharmacist');
    return request;
  }

  decide(request: Request, by: string, body: object, version?: number) {
    return this.enrolment(request, by).then(({ stateVersion }) =>
      this.world
        .as(by)
        .post(`/enrolments/${request.id}/decision`)
        .set('If-Match', `"${version ?? stateVersion}"`)
        .send(body),
    );
  }

  /** Asks to sign what is there now. */
  async intend(request: Request, by: string, role: SignatureRole) {
    const { stateVersion, contentVersion } = await this.form(request, by);
    return this.world
      .as(by)
      .post(`/forms/${request.formId}/signing-intents`)
      .set('If-Match', `"${stateVersion}"`)
      .send({ role, contentVersion });
  }

  /** Signs, as if the provider had authenticated the person afresh. Returns where the browser goes. */
  async sign(request: Request, by: string, role: SignatureRole): Promise<string> {
    const { id } = await told(this.intend(request, by, role), 201);
    return this.confirm(by, id);
  }

  /** What follows a fresh proof, without the journey to the provider. @throws Problem */
  confirm(by: string, intentId: string): Promise<string> {
    const actor = this.actor(by);
    return this.world.app.get(SigningService).confirm(actor, intentId, { provider: this.world.person(by).provider, amr: ['pwd'] });
  }

  /** All that the database holds of a request: two of these are equal when nothing was written in between. */
  async kept({ id, formId }: Request): Promise<unknown> {
    const [row] = await this.world.db.query(
      `SELECT (SELECT row_to_json(e) FROM enrolment e WHERE id = $1) AS enrolment,
         (SELECT row_to_json(p) FROM patient p JOIN enrolment e ON e.patient_id = p.id WHERE e.id = $1) AS patient,
         (SELECT row_to_json(f) FROM form_record f WHERE id = $2) AS form,
         (SELECT json_agg(s ORDER BY signed_at) FROM signature s WHERE form_id = $2) AS signatures,
         (SELECT json_agg(a) FROM access_request a WHERE enrolment_id = $1) AS access,
         (SELECT count(*) FROM journal_entry WHERE stream_id = $1::text) AS entries`,
      [id, formId],
    );
    return row;
  }

  act(request: Request, by: string, act: 'complete' | 'reopen', { stateVersion }: Pick<FormView, 'stateVersion'>) {
    return this.world.as(by).post(`/forms/${request.formId}/${act}`).set('If-Match', `"${stateVersion}"`);
  }

  /** Sends one answer over what is there now. */
  async answer(request: Request, by: string, item: string, value: unknown, reason?: string): Promise<ValuesSaved> {
    const { marks } = await this.form(request, by);
    const change = { item, value, base: marks[item]?.seq ?? 0, ...(reason && { reason }) };
    return told(this.change(request, by, [change]));
  }

  change(request: Request, by: string, changes: unknown) {
    return this.world.as(by).patch(`/forms/${request.formId}/values`).send({ changes });
  }

  form(request: Request, by: string): Promise<FormView> {
    return told(this.world.as(by).get(`/forms/${request.formId}`));
  }

  enrolment(request: Request, by: string): Promise<EnrolmentView> {
    return told(this.world.as(by).get(`/enrolments/${request.id}`));
  }

  async protocol(request: Request, by: string): Promise<Protocol> {
    const { protocolVersionId } = await this.form(request, by);
    return (await told(this.world.as(by).get(`/protocol-versions/${protocolVersionId}`))).document;
  }

  private actor(name: string): Actor {
    const { id, name: called, provider, profiles } = this.world.person(name);
    const cookie = decodeURIComponent(this.world.as(name).credentials?.cookie ?? '');
    const sid = /=s:([^.]+)\./.exec(cookie)?.[1] ?? '';
    const [profile] = profiles;
    return {
      personId: id,
      name: called,
      provider,
      sessionId: createHash('sha256').update(sid).digest('hex').slice(0, 32),
      ...(profile && { profile: { ...profile, centreName: '' } }),
    };
  }
}

/** The body of an answer that is what one expects. */
export async function told(asked: PromiseLike<{ status: number; body: Wire }>, status = 200): Promise<Wire> {
  const answer = await asked;
  if (answer.status !== status) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
