import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { readableGrants } from '#access-rights/api';
import { AccessLog, Problem, type Ctx } from '#kernel/api';
import { Enrolments, joinEnrolment, readableLetters } from '#patients/api';
import type { FileReadings, ReadGrantList, ReadGrantStatus, ReadGrantView } from './dispensing.messages.js';
import { viewReadGrant, type ReadGrantRow } from './read-grant.view.js';

/** Reads who may read a file from elsewhere, and who asks to. They are few by nature. */
@Injectable()
export class ReadGrantReader {
  constructor(
    private readonly enrolments: Enrolments,
    private readonly accessLog: AccessLog,
  ) {}

  /** A list that names patients: it is logged. */
  async list(ctx: Ctx, state: ReadGrantStatus | undefined): Promise<ReadGrantList> {
    const look = { action: 'listed', subject: { type: 'read-grant', id: '*' }, filter: { state } } as const;
    const items = await this.accessLog.beside(ctx, look, this.views(ctx, rows(ctx)));
    return { items: items.filter((one) => !state || one.state === state), canAsk: ctx.ability.can('ask', 'ReadGrant') };
  }

  /** @throws Problem `not-found` for a file that the actor may not see. */
  async ofFile(ctx: Ctx, enrolmentId: string): Promise<FileReadings> {
    const [, items] = await Promise.all([
      this.enrolments.find(ctx, enrolmentId),
      this.views(ctx, rows(ctx).andWhere('reading.enrolmentId = :enrolmentId', { enrolmentId })),
    ]);
    const mine = items.find(({ asker, state }) => asker.id === ctx.actor.personId && state === 'granted');
    return { items, ...(mine && { mine }) };
  }

  /** One, for someone who just acted on it. @throws Problem `not-found`. */
  async view(ctx: Ctx, id: string): Promise<ReadGrantView> {
    const [one] = await this.views(ctx, rows(ctx).andWhere('reading.id = :id', { id }));
    if (!one) throw new Problem('not-found');
    return one;
  }

  private async views(ctx: Ctx, query: SelectQueryBuilder<ObjectLiteral>): Promise<ReadGrantView[]> {
    const found = await query.getRawMany<ReadGrantRow>();
    const letters = await readableLetters(
      ctx,
      found.map(({ enrolmentId }) => enrolmentId),
    );
    return found.map((row) => viewReadGrant(ctx, row, letters.get(row.enrolmentId)));
  }
}

/** The latest asked for first. */
function rows(ctx: Ctx): SelectQueryBuilder<ObjectLiteral> {
  return joinEnrolment(readableGrants(ctx), 'reading')
    .innerJoin('authorisation', 'authorisation', 'authorisation.id = reading.authorisationId')
    .innerJoin('centre', 'centre', 'centre.id = reading.centreId')
    .innerJoin('centre', 'asker_centre', 'asker_centre.id = reading.askerCentreId')
    .innerJoin('person', 'asker', 'asker.id = reading.askerId')
    .leftJoin('person', 'decider', 'decider.id = reading.decidedBy')
    .select('reading.id', 'id')
    .addSelect('reading.enrolmentId', 'enrolmentId')
    .addSelect('reading.authorisationId', 'authorisationId')
    .addSelect('authorisation.code', 'authorisationCode')
    .addSelect('authorisation.medicine', 'medicine')
    .addSelect('enrolment.registrationNumber', 'registrationNumber')
    .addSelect('enrolment.centreId', 'followedBy')
    .addSelect('reading.centreId', 'centreId')
    .addSelect('centre.name', 'centreName')
    .addSelect('reading.askerId', 'askerId')
    .addSelect(`asker.given_name || ' ' || asker.family_name`, 'askerName')
    .addSelect('reading.askerCentreId', 'askerCentreId')
    .addSelect('asker_centre.name', 'askerCentreName')
    .addSelect('reading.why', 'why')
    .addSelect('reading.askedAt', 'askedAt')
    .addSelect('reading.state', 'state')
    .addSelect('reading.until_day::text', 'until')
    .addSelect(`decider.given_name || ' ' || decider.family_name`, 'decidedBy')
    .addSelect('reading.decidedAt', 'decidedAt')
    .addSelect('reading.decisionReason', 'reason')
    .addSelect('reading.stateVersion', 'stateVersion')
    .orderBy('reading.askedAt', 'DESC')
    .addOrderBy('reading.id');
}
