import { randomUUID } from 'node:crypto';
import type { ContinuedEnrolment, RelaysView } from '#continuity/api';
import { Journal } from '#kernel/api';
import { ProtocolVersions, shippedProtocols } from '#protocols/api';
import type { Protocol, ReusedItem } from '#protocols/domain';
import { FollowUp, requestMadeFor } from './follow-up.js';
import { told, type Request } from './requests.js';
import type { World } from './world.js';

/** What the FAT of ENHERTU takes up of its compassionate access. */
export const TAKEN_UP: readonly ReusedItem[] = [
  { form: 'FAT', item: 'pat.nom3', to: 'pat.nom3' },
  { form: 'FAT', item: 'pat.taille', to: 'pat.taille' },
  { form: 'FAT', item: 'rh.statut', to: 'rh.statut' },
  { form: 'FIT', item: 'fit.poids', to: 'pat.poids' },
];

/** Who asks, in centre A. */
export const ME = 'prescripteur-a2';

/** A compassionate access of ENHERTU, its patients, and what the manager and the centres do of them, in one word each. */
export class ContinuityOf {
  readonly follow: FollowUp;
  private constructor(
    private readonly world: World,
    /** The compassionate access, and the early one. */
    readonly formerId: string,
    readonly laterId: string,
  ) {
    this.follow = new FollowUp(world);
  }

  /** Beside what the world has: `ENC`, of the same company, followed by the managers. */
  static async open(world: World): Promise<ContinuityOf> {
    const [{ id }] = await world.db.query(
      `INSERT INTO authorisation (code, holder_id, kind, medicine, inn, indication, protocol_code, granted_on, ends_on)
       SELECT 'ENC', holder_id, 'CPC', medicine, inn, indication, 'ENHERTU-AC', '2024-01-15', ends_on FROM authorisation WHERE code = 'ENH' RETURNING id`,
    );
    await world.db.query(
      `INSERT INTO staff_scope (person_id, authorisation_id) SELECT person_id, $1 FROM staff WHERE role = 'gestionnaire'`,
      [id],
    );
    const made = new ContinuityOf(world, id, world.authorisation('ENH'));
    await made.publish(TAKEN_UP);
    return made;
  }

  /** Its PUT-SP: the shipped PUT of the medicine under another code, which says what is taken up. A new version each time. */
  async publish(items: readonly ReusedItem[], more: Partial<Protocol> = {}): Promise<void> {
    const shipped = shippedProtocols().find(({ protocol }) => protocol.code === 'ENHERTU-HER2-FAIBLE' && protocol.version === 1)?.protocol;
    if (!shipped) throw new Error('ENHERTU is shipped.');
    const [{ version }] = await this.world.db.query(`SELECT count(*)::int + 1 AS version FROM protocol_version WHERE code = 'ENHERTU-AC'`);
    const reuse = { protocol: 'ENHERTU-HER2-FAIBLE', items };
    const put = { ...shipped.put, kind: 'PUT-SP' as const };
    const document = { ...shipped, code: 'ENHERTU-AC', version, put, reuse, ...more };
    await this.world.db.transaction((tx) => new ProtocolVersions(new Journal()).import(tx, document, JSON.stringify(document)));
  }

  /** A patient who has a number under it. The number is forged, and the signature that opens it. */
  async followed(by = ME): Promise<Request> {
    const request = await this.begun(by);
    const { id } = request;
    await this.follow.requests.typed(request, by);
    await this.world.db.query(
      `UPDATE enrolment SET state = 'granted', registration_number = 'ENC-' || left(id::text, 6), awaits = '{}', first_sent_at = now(), sent_at = now(), decided_at = '2025-01-02'
       WHERE id = $1`,
      [id],
    );
    await requestMadeFor(this.world, request, by);
    return request;
  }

  /** Their treatment began, so long ago, at that weight. */
  async treated(patient: Request, weight = '71.5', by = ME): Promise<Request> {
    const { request: fit } = await this.follow.opened(patient, by, { formCode: 'FIT' });
    await this.follow.requests.answer(fit, by, 'fit.administre', 'O');
    await this.follow.requests.answer(fit, by, 'fit.poids', weight);
    return fit;
  }

  relays(by = 'gestionnaire', id = this.formerId): Promise<RelaysView> {
    return told(this.world.as(by).get(`/authorisations/${id}/relays`));
  }

  link(by = 'gestionnaire', laterId = this.laterId, formerId = this.formerId) {
    return this.world.as(by).post(`/authorisations/${formerId}/relays`).send({ laterId });
  }

  unlink(by = 'gestionnaire') {
    return this.world.as(by).post(`/authorisations/${this.formerId}/relays/withdraw`).send({ reason: 'Mauvaise autorisation choisie' });
  }

  openCohort(by = 'gestionnaire') {
    return this.world.as(by).post(`/authorisations/${this.formerId}/relays/cohort`).send({});
  }

  ask({ id }: Pick<Request, 'id'>, by = ME, key: string = randomUUID(), body: object = {}) {
    return this.world.as(by).post(`/enrolments/${id}/continuity`).set('Idempotency-Key', key).send(body);
  }

  async continued(patient: Pick<Request, 'id'>, by = ME): Promise<Request> {
    const { enrolmentId: id, formId }: ContinuedEnrolment = await told(this.ask(patient, by), 201);
    return { id, formId };
  }

  private async begun(by: string): Promise<Request> {
    const body = { authorisationId: this.formerId };
    const { id, forms } = await told(this.world.as(by).post('/enrolments').set('Idempotency-Key', randomUUID()).send(body), 201);
    return { id, formId: forms[0].id };
  }
}
