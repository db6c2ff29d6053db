import { Injectable } from '@nestjs/common';
import { daysInWords } from '#dashboards/domain';
import { CENTRE_DAY } from '#forms/api';
import type { Ctx } from '#kernel/api';
import { liveQueries } from '#queries/api';
import type { DashboardFilter, QueryAgesView } from './dashboard.messages.js';

/** Days since a query was asked, from and to. */
const AGES: readonly (readonly [from: number, to?: number])[] = [[0, 7], [8, 30], [31, 90], [91]];

/** How long queries have waited. */
@Injectable()
export class QueryAgesReader {
  /** Queries that wait, by age in days where the centre is. */
  async ages(ctx: Ctx, filter: DashboardFilter): Promise<QueryAgesView> {
    const rows = await liveQueries(ctx, filter)
      .select(`(${CENTRE_DAY} - (query.opened_at AT TIME ZONE centre.zone)::date)`, 'age')
      .addSelect(`count(*) FILTER (WHERE query.state = 'open')::int`, 'open')
      .addSelect(`count(*) FILTER (WHERE query.state = 'answered')::int`, 'answered')
      .groupBy('1')
      .getRawMany<{ age: number; open: number; answered: number }>();
    const buckets = AGES.map(([fromDays, toDays]) => {
      const within = rows.filter(({ age }) => Math.max(age, 0) >= fromDays && (toDays === undefined || age <= toDays));
      const sum = (state: 'open' | 'answered') => within.reduce((total, row) => total + row[state], 0);
      return {
        label: daysInWords(fromDays, toDays),
        fromDays,
        ...(toDays !== undefined && { toDays }),
        open: sum('open'),
        answered: sum('answered'),
      };
    });
    return { buckets };
  }
}
