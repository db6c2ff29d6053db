import { Injectable } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';
import { whereAllowed, type Ctx } from '#kernel/api';
import { whole, type Desk } from './desk.js';
import type { HomeTask } from './home.messages.js';
import { TASK_WORDS } from './tasks.js';

/** A designation is to be renewed this many days before its end. */
const NOTICE_DAYS = 30;

const DESIGNATION_COLUMNS = {
  authorisationId: 'designation.authorisation_id',
  centreId: 'designation.centre_id',
  kind: 'designation.kind',
  designatorId: 'designation.designator_id',
  designeeId: 'designation.designee_id',
};

/** What waits on a desk beside requests. It reads other capabilities' tables by their names: a desk is a reading, and owns none. */
@Injectable()
export class DeskReader {
  async tasks(ctx: Ctx): Promise<Desk> {
    return whole([...(await this.unconfirmedMail(ctx)), ...(await this.endingDesignations(ctx))]);
  }

  /** E-mails whose arrival a person must see to (charter C6.4): one task for all. */
  private async unconfirmedMail(ctx: Ctx): Promise<HomeTask[]> {
    const query = ctx.tx
      .createQueryBuilder<ObjectLiteral>('notification', 'notification')
      .innerJoin('enrolment', 'enrolment', 'enrolment.id = notification.enrolment_id')
      .where(`notification.state IN ('unconfirmed', 'nobody')`)
      .select('count(*)', 'count')
      .addSelect('min(notification.settled_at)', 'since');
    const row = await whereAllowed(query, ctx.ability, 'read', 'Notification', {
      authorisationId: 'enrolment.authorisation_id',
    }).getRawOne<{ count: string; since: Date | null }>();
    const count = Number(row?.count ?? 0);
    if (count === 0 || !row?.since) return [];
    const text =
      count === 1
        ? 'Vérifier un e-mail dont l’arrivée n’est pas certaine, ou qui n’a pas de destinataire'
        : `Vérifier ${count} e-mails dont l’arrivée n’est pas certaine, ou qui n’ont pas de destinataire`;
    return [{ kind: 'unconfirmed-mail', text, since: row.since.toISOString() }];
  }

  /** Designations that this person made and that end soon. */
  private async endingDesignations(ctx: Ctx): Promise<HomeTask[]> {
    const query = ctx.tx
      .createQueryBuilder<ObjectLiteral>('designation', 'designation')
      .innerJoin('authorisation', 'authorisation', 'authorisation.id = designation.authorisation_id')
      .innerJoin('centre', 'centre', 'centre.id = designation.centre_id')
      .innerJoin('person', 'designee', 'designee.id = designation.designee_id')
      .where('designation.withdrawn_at IS NULL AND designation.designator_id = :me', { me: ctx.actor.personId })
      .andWhere('designation.ends_on BETWEEN :today AND CAST(:today AS date) + CAST(:notice AS int)', {
        today: ctx.today,
        notice: NOTICE_DAYS,
      })
      .select('authorisation.code', 'code')
      .addSelect('authorisation.medicine', 'medicine')
      .addSelect('centre.name', 'centre')
      .addSelect(`designee.given_name || ' ' || designee.family_name`, 'designee')
      .addSelect(`to_char(designation.ends_on, 'DD/MM/YYYY')`, 'ends')
      .addSelect('designation.created_at', 'since');
    const rows = await whereAllowed(query, ctx.ability, 'read', 'Designation', DESIGNATION_COLUMNS).getRawMany<Record<string, string>>();
    return rows.map(({ code, medicine, centre, designee, ends, since }) => ({
      kind: 'renew-designation',
      authorisationCode: String(code),
      medicine: String(medicine),
      centreName: String(centre),
      text: `${TASK_WORDS['renew-designation']}\u00a0: ${designee}, jusqu’au ${ends}`,
      since: new Date(String(since)).toISOString(),
    }));
  }
}
