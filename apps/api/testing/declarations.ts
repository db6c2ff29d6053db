import { randomUUID } from 'node:crypto';
import type { CaseSummary, CaseView } from '#pharmacovigilance/api';
import { FollowUp } from './follow-up.js';
import { told, type Request } from './requests.js';
import type { World } from './world.js';

/** The prescriber who declares, and whom they declare to. */
export const DECLARANT = 'prescripteur-a';
export const HOLDER = 'exploitant-3';

/** What people do about declarations, in one word each, through the API: a patient under VYVGART, whose PUT has EI and SP forms. */
export class Declarations {
  readonly follow: FollowUp;

  constructor(private readonly world: World) {
    this.follow = new FollowUp(world);
  }

  /** VYVGART is assigned to the operator’s staff too. */
  async patient(): Promise<Request> {
    const request = await this.follow.grantedVyvgart(DECLARANT);
    await this.world.db.query(
      `INSERT INTO staff_scope (person_id, authorisation_id) SELECT person_id, $1 FROM staff WHERE role IN ('data-manager', 'gestionnaire')
       ON CONFLICT DO NOTHING`,
      [this.world.authorisation('VYV')],
    );
    return request;
  }

  /** Opened, and its first answer saved. */
  async declared(patient: Request, item = 'ei.terme', value: unknown = 'Céphalées intenses', formCode = 'EI'): Promise<Request> {
    const { request } = await this.follow.opened(patient, DECLARANT, { formCode });
    await this.follow.requests.answer(request, DECLARANT, item, value);
    return request;
  }

  async list(by = HOLDER, query = ''): Promise<CaseSummary[]> {
    return (await told(this.world.as(by).get(`/pv/cases${query}`))).items;
  }

  /** The case of that form. */
  async caseOf({ formId }: Request, by = HOLDER): Promise<CaseView> {
    const { caseId } = await told(this.world.as(DECLARANT).get(`/pv/declarations/${formId}`));
    return told(this.world.as(by).get(`/pv/cases/${caseId}`));
  }

  acknowledge({ id, stateVersion }: Pick<CaseSummary, 'id' | 'stateVersion'>, by = HOLDER) {
    return this.world.as(by).post(`/pv/cases/${id}/acknowledge`).set('If-Match', `"${stateVersion}"`);
  }

  transmit(
    { id, stateVersion }: Pick<CaseSummary, 'id' | 'stateVersion'>,
    body: object = { on: new Date().toISOString().slice(0, 10), to: 'EudraVigilance' },
    by = HOLDER,
  ) {
    return this.world.as(by).post(`/pv/cases/${id}/transmit`).set('If-Match', `"${stateVersion}"`).send(body);
  }

  undoTransmission({ id, stateVersion }: Pick<CaseSummary, 'id' | 'stateVersion'>, body: object, by = HOLDER) {
    return this.world.as(by).post(`/pv/cases/${id}/undo-transmission`).set('If-Match', `"${stateVersion}"`).send(body);
  }

  code({ id }: Pick<CaseSummary, 'id'>, formId: string, code: string | undefined, { by = HOLDER, item = 'ei.terme' } = {}) {
    return this.world
      .as(by)
      .put(`/pv/cases/${id}/codes/${encodeURIComponent(item)}`)
      .send({ formId, ...(code !== undefined && { code }) });
  }

  /** The e-mails that a declaration sent, first things first. */
  mails(formId: string): Promise<{ readonly kind: string; readonly email: string }[]> {
    return this.world.db.query(
      `SELECT n.kind, p.email FROM notification n JOIN person p ON p.id = n.person_id JOIN journal_entry e ON e.id = n.entry_id
       WHERE e.details::json ->> 'formId' = $1 ORDER BY n.created_at`,
      [formId],
    );
  }

  /** Opens the form that completes it. */
  complete({ id }: Pick<CaseSummary, 'id'>, by = DECLARANT, key: string = randomUUID()) {
    return this.world.as(by).post(`/pv/cases/${id}/declarations`).set('Idempotency-Key', key);
  }
}
