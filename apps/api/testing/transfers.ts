import { randomUUID } from 'node:crypto';
import type { MakeTransfer, TransferList, TransferView } from '#transfers/api';
import { daysBefore, FollowUp } from './follow-up.js';
import { told, type Request } from './requests.js';
import { CENTRE_A, CENTRE_B, type World } from './world.js';

type Wish = Partial<Omit<MakeTransfer, 'effectiveOn' | 'returnOn'>> & { readonly effectiveOn: string; readonly returnOn?: string };

/** What the manager does with transfers, in one word each, through the API: from A to B unless said. */
export class TransfersOf {
  constructor(private readonly world: World) {}

  /** As if the request had been made, and granted, that day: a transfer comes after. */
  async followedSince({ id }: Pick<Request, 'id'>, day: string): Promise<void> {
    await this.world.db.query(`UPDATE stay SET from_day = $2 WHERE enrolment_id = $1`, [id, day]);
    await this.world.db.query(`UPDATE enrolment SET decided_at = $2::date + time '12:00' WHERE id = $1`, [id, day]);
  }

  /** A patient of A, followed there for a year, and the day it is there. */
  async patientOfA(): Promise<{ patient: Request; today: string }> {
    const [follow, by] = [new FollowUp(this.world), 'prescripteur-a2'];
    const patient = await follow.granted(by);
    const { today } = await follow.schedule(patient, by);
    await this.followedSince(patient, daysBefore(today, 360));
    return { patient, today };
  }

  make({ id }: Pick<Request, 'id'>, wish: Wish, by = 'gestionnaire', key: string = randomUUID()) {
    return this.world.as(by).post(`/enrolments/${id}/transfers`).set('Idempotency-Key', key).send(this.body(wish));
  }

  made(request: Pick<Request, 'id'>, wish: Wish, by?: string): Promise<TransferView> {
    return told(this.make(request, wish, by), 201);
  }

  list({ id }: Pick<Request, 'id'>, by = 'gestionnaire'): Promise<TransferList> {
    return told(this.world.as(by).get(`/enrolments/${id}/transfers`));
  }

  end({ id, stateVersion }: Pick<TransferView, 'id' | 'stateVersion'>, act: 'cancel' | 'undo', by = 'gestionnaire') {
    return this.world.as(by).post(`/transfers/${id}/${act}`).set('If-Match', `"${stateVersion}"`).send({ reason: 'Erreur de centre' });
  }

  private body(wish: Wish): object {
    const prescriberId = this.world.person('prescripteur-b').id;
    return { fromCentreId: CENTRE_A, toCentreId: CENTRE_B, prescriberId, askedBy: 'from', ...wish };
  }
}
