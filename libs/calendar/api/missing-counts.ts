import { Injectable } from '@nestjs/common';
import { CENTRE_DAY } from '#forms/api';
import type { Ctx } from '#kernel/api';
import { FollowUpCounts, followedEnrolments } from '#patients/api';
import { centreOf, countsOn, seenLines } from './lines-on-a-day.js';

/** What is missing in the files of a list: the reading of the dashboards (`countsOn`), patient by patient. */
@Injectable()
export class MissingCounts extends FollowUpCounts {
  async missing(ctx: Ctx, enrolmentIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (enrolmentIds.length === 0) return new Map();
    const query = followedEnrolments(ctx)
      .andWhere('enrolment.id = ANY(:ids)', { ids: enrolmentIds })
      .select('enrolment.id', 'id')
      .addSelect('enrolment.centre_id', 'centre_id')
      .addSelect('enrolment.former_centre_ids', 'former_centre_ids')
      .addSelect(CENTRE_DAY, 'today');
    const [sql, parameters] = query.getQueryAndParameters();
    const rows: { id: string; missing: number }[] = await ctx.tx.query(counts(sql, `$${parameters.length + 1}`), [
      ...parameters,
      centreOf(ctx),
    ]);
    return new Map(rows.map(({ id, missing }) => [id, missing]));
  }
}

const counts = (patients: string, place: string) => `
  WITH patients AS MATERIALIZED (${patients})
  SELECT patients.id, coalesce(sum(planned.missing), 0)::int AS missing
  FROM patients LEFT JOIN planned_form planned
    ON planned.enrolment_id = patients.id AND planned.counted AND ${countsOn('patients.today')} AND ${seenLines('patients', place)}
  GROUP BY patients.id`;
