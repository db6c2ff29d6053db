import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { AUTHOR_LEFT } from '#access-rights/api';
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
    const kinds = await Promise.all([this.unconfirmedMail(ctx), this.endingDesignations(ctx), this.leftDesignations(ctx)]);
    return whole(kinds.flat());
  }

  /** E-mails whose arrival a person must see to (charter C6.4): one task for all. */
  private async unconfirmedMail(ctx: Ctx): Promise<HomeTask[]> {
    if (!ctx.ability.can('read', 'Notification')) return [];
    const query = ctx.tx
      .createQueryBuilder<ObjectLiteral>('notification', 'notification')
      .innerJoin('journal_entry', 'entry', 'entry.id = notification.entry_id')
      .leftJoin('enrolment', 'enrolment', 'enrolment.id = notification.enrolment_id')
      .where(`notification.state IN ('unconfirmed', 'nobody') AND notification.seen_at IS NULL`)
      .select('count(*)', 'count')
      .addSelect('min(notification.settled_at)', 'since');
    const row = await whereAllowed(query, ctx.ability, 'read', 'Notification', {
      authorisationId: 'coalesce(enrolment.authorisation_id::text, entry.subject_id)',
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
    const query = standing(ctx)
      .andWhere('designation.designator_id = :me', { me: ctx.actor.personId })
      .andWhere('designation.ends_on <= CAST(:today AS date) + CAST(:notice AS int)', { notice: NOTICE_DAYS });
    return designationTasks(ctx, query, 'renew-designation', 'read', ({ designee, ends }) => `${designee}, jusqu’au ${ends}`);
  }

  /** Designations whose author left the centre: whoever may withdraw them is asked to, or to renew them. */
  private leftDesignations(ctx: Ctx): Promise<HomeTask[]> {
    const query = standing(ctx).andWhere(AUTHOR_LEFT);
    return designationTasks(
      ctx,
      query,
      'designation-left',
      'withdraw',
      ({ designee, designator }) => `${designee}, désignation faite par ${designator}`,
    );
  }
}

/** Designations that stand today, with what a task says of them. */
function standing(ctx: Ctx): SelectQueryBuilder<ObjectLiteral> {
  return ctx.tx
    .createQueryBuilder<ObjectLiteral>('designation', 'designation')
    .innerJoin('authorisation', 'authorisation', 'authorisation.id = designation.authorisation_id')
    .innerJoin('centre', 'centre', 'centre.id = designation.centre_id')
    .innerJoin('person', 'designee', 'designee.id = designation.designee_id')
    .innerJoin('person', 'designator', 'designator.id = designation.designator_id')
    .where('designation.withdrawn_at IS NULL AND designation.ends_on >= :today', { today: ctx.today })
    .select('authorisation.code', 'code')
    .addSelect('authorisation.medicine', 'medicine')
    .addSelect('centre.name', 'centre')
    .addSelect(`designee.given_name || ' ' || designee.family_name`, 'designee')
    .addSelect(`designator.given_name || ' ' || designator.family_name`, 'designator')
    .addSelect(`to_char(designation.ends_on, 'DD/MM/YYYY')`, 'ends')
    .addSelect('designation.created_at', 'since')
    .orderBy('designation.ends_on')
    .addOrderBy('designation.id');
}

async function designationTasks(
  ctx: Ctx,
  query: SelectQueryBuilder<ObjectLiteral>,
  kind: 'renew-designation' | 'designation-left',
  act: 'read' | 'withdraw',
  said: (row: Readonly<Record<string, string>>) => string,
): Promise<HomeTask[]> {
  if (!ctx.ability.can(act, 'Designation')) return [];
  const rows = await whereAllowed(query, ctx.ability, act, 'Designation', DESIGNATION_COLUMNS).getRawMany<Record<string, string>>();
  return rows.map((row) => ({
    kind,
    authorisationCode: String(row['code']),
    medicine: String(row['medicine']),
    centreName: String(row['centre']),
    text: `${TASK_WORDS[kind]}\u00a0: ${said(row)}`,
    since: new Date(String(row['since'])).toISOString(),
  }));
}
