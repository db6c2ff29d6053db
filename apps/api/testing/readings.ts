import { randomUUID } from 'node:crypto';
import type { FileReadings, ReadGrantView } from '#dispensing/api';
import { dammCheckDigit } from '#kernel/domain';
import { FollowUp } from './follow-up.js';
import { told, type Request } from './requests.js';
import type { World } from './world.js';

/** The pharmacist of B, who dispenses to a patient of A under ENHERTU, and the prescriber of A who follows that patient. */
export const DISPENSER = 'pharmacien-b';
export const PRESCRIBER = 'prescripteur-a2';

export const WHY = 'Dispensation de la prochaine cure dans notre pharmacie.';

/** A number of that form that nobody has. */
export const NOBODYS = `ENH-00000${dammCheckDigit('00000')}`;

/** What is done about the reading of a file from elsewhere, in one word each, through the API. */
export class Readings {
  readonly follow: FollowUp;

  constructor(readonly world: World) {
    this.follow = new FollowUp(world);
  }

  /** A patient of A with a number. */
  async patient(): Promise<Request & { readonly number: string }> {
    const request = await this.follow.granted(PRESCRIBER);
    const { registrationNumber = '' } = await this.follow.requests.enrolment(request, PRESCRIBER);
    return { ...request, number: registrationNumber };
  }

  check(by: string, number: string, code = 'ENH') {
    return this.world
      .as(by)
      .post('/number-checks')
      .send({ authorisationId: this.world.authorisation(code), number });
  }

  ask(by: string, number: string, { why = WHY, code = 'ENH', key = randomUUID() as string } = {}) {
    return this.world
      .as(by)
      .post('/read-grants')
      .set('Idempotency-Key', key)
      .send({ authorisationId: this.world.authorisation(code), number, why });
  }

  act(by: string, { id, stateVersion }: Pick<ReadGrantView, 'id' | 'stateVersion'>, act: 'grant' | 'refuse' | 'withdraw', body: object) {
    return this.world.as(by).post(`/read-grants/${id}/${act}`).set('If-Match', `"${stateVersion}"`).send(body);
  }

  async asked(number: string, by = DISPENSER): Promise<ReadGrantView> {
    return told(this.ask(by, number), 201);
  }

  grant(one: Pick<ReadGrantView, 'id' | 'stateVersion'>, by = PRESCRIBER, until = inDays(30)) {
    return this.act(by, one, 'grant', { until });
  }

  /** A patient of A whose file is open to the pharmacist of B. */
  async opened(until = inDays(30)): Promise<Request & { readonly number: string; readonly reading: ReadGrantView }> {
    const patient = await this.patient();
    const asked = await this.asked(patient.number);
    return { ...patient, reading: await told(this.grant(asked, PRESCRIBER, until)) };
  }

  ofFile({ id }: Pick<Request, 'id'>, by: string): Promise<FileReadings> {
    return told(this.world.as(by).get(`/enrolments/${id}/read-grants`));
  }

  async list(by: string, state?: string): Promise<readonly ReadGrantView[]> {
    return (await told(this.world.as(by).get(`/read-grants${state ? `?state=${state}` : ''}`))).items;
  }

  reads({ id }: Pick<Request, 'id'>, by = DISPENSER): Promise<number> {
    return this.world
      .as(by)
      .get(`/enrolments/${id}`)
      .then(({ status }) => status);
  }

  /** As if a manager had transferred the patient. */
  async goesTo({ id }: Pick<Request, 'id'>, centreId: string): Promise<void> {
    await this.world.db.query('UPDATE enrolment SET centre_id = $2, former_centre_ids = former_centre_ids || centre_id WHERE id = $1', [
      id,
      centreId,
    ]);
  }
}

/** The day so many days from today, where the centres of the tests are. */
export function inDays(days: number): string {
  const today = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date());
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
