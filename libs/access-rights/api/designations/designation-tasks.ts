import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { DESIGNATION_TASKS } from '#access-rights/domain';
import { Desks, whereAllowed, allTasks, type Ctx, type Task } from '#kernel/api';
import type { TaskKind } from '#kernel/domain';
import { AUTHOR_LEFT } from './designation.store.js';
import { say, type AccessAnswer } from '../say.js';

/** A designation is to be renewed this many days before its end. */
const NOTICE_DAYS = 30;

const DESIGNATION_COLUMNS = {
  authorisationId: 'designation.authorisation_id',
  centreId: 'designation.centre_id',
  kind: 'designation.kind',
  designatorId: 'designation.designator_id',
  designeeId: 'designation.designee_id',
};

/** What designations ask of people. They are few by nature. */
@Injectable()
export class DesignationTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add(async (ctx) => allTasks((await Promise.all([this.ending(ctx), this.left(ctx)])).flat()));
  }

  /** Designations that this person made and that end soon. */
  private ending(ctx: Ctx): Promise<Task[]> {
    const query = standing(ctx)
      .andWhere('designation.designator_id = :me', { me: ctx.actor.personId })
      .andWhere('designation.ends_on <= CAST(:today AS date) + CAST(:notice AS int)', { notice: NOTICE_DAYS });
    return designationTasks(ctx, query, DESIGNATION_TASKS.ending, 'read', ({ designee = '', ends = '' }) => ({
      code: 'designation-ending',
      params: { task: DESIGNATION_TASKS.ending.text, designee, ends },
    }));
  }

  /** Designations whose author left the centre: anyone who may withdraw them is asked to, or to renew them. */
  private left(ctx: Ctx): Promise<Task[]> {
    const query = standing(ctx).andWhere(AUTHOR_LEFT);
    return designationTasks(ctx, query, DESIGNATION_TASKS.authorLeft, 'withdraw', ({ designee = '', designator = '' }) => ({
      code: 'designation-author-left',
      params: { task: DESIGNATION_TASKS.authorLeft.text, designee, designator },
    }));
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
  kind: TaskKind,
  act: 'read' | 'withdraw',
  says: (row: Readonly<Record<string, string>>) => AccessAnswer,
): Promise<Task[]> {
  if (!ctx.ability.can(act, 'Designation')) return [];
  const rows = await whereAllowed(query, ctx.ability, act, 'Designation', DESIGNATION_COLUMNS).getRawMany<Record<string, string>>();
  return rows.map((row) => ({
    kind,
    authorisationCode: String(row['code']),
    medicine: String(row['medicine']),
    centreName: String(row['centre']),
    text: say(says(row)),
    place: { path: '/designations' },
    since: new Date(String(row['since'])),
  }));
}
