import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { COUNT_NAMES, type CountName, DASHBOARD_NOTICE } from '#dashboards/domain';
import { CENTRE_DAY } from '#forms/api';
import type { Ctx } from '#kernel/api';
import type { DashboardFilter, InclusionsView, SummaryRow, SummaryView } from './dashboard.messages.js';
import { openCases } from '#pharmacovigilance/api';
import { liveQueries } from '#queries/api';
import { centreOf, countsOn, followed, readable, seenLines, workOn } from './scope.js';

/** Open work, counted: by authorisation in one's centre, and by centre too for whoever sees several. */
@Injectable()
export class SummaryReader {
  async read(ctx: Ctx, filter: DashboardFilter): Promise<SummaryView> {
    const query = readable(ctx, filter)
      .andWhere(`enrolment.state NOT IN ('refused', 'cancelled')`)
      .select('enrolment.id', 'id')
      .addSelect('enrolment.state', 'state')
      .addSelect('enrolment.authorisation_id', 'authorisation_id')
      .addSelect('enrolment.centre_id', 'centre_id')
      .addSelect('enrolment.former_centre_ids', 'former_centre_ids')
      .addSelect(CENTRE_DAY, 'today');
    const asked = liveQueries(ctx, filter)
      .select('query.authorisation_id', 'authorisation_id')
      .addSelect('enrolment.centre_id', 'centre_id');
    const declared = openCases(ctx, filter)
      .select('enrolment.authorisation_id', 'authorisation_id')
      .addSelect('enrolment.centre_id', 'centre_id');
    const parameters: unknown[] = [centreOf(ctx)];
    const placed = (one: SelectQueryBuilder<ObjectLiteral>) => {
      const [sql, own] = one.getQueryAndParameters();
      const after = parameters.length;
      parameters.push(...own);
      return sql.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + after}`);
    };
    const rows: Counted[] = await ctx.tx.query(counts(placed(query), placed(asked), placed(declared)), parameters);
    return { rows: rows.map(viewRow), counts: countsSeen(ctx), notice: DASHBOARD_NOTICE };
  }

  /** How many patients were given a number, month after month. */
  async inclusions(ctx: Ctx, filter: DashboardFilter): Promise<InclusionsView> {
    const query = followed(ctx, filter).select(`date_trunc('month', enrolment.decided_at AT TIME ZONE centre.zone)`, 'month');
    const [sql, parameters] = query.getQueryAndParameters();
    return { months: await ctx.tx.query(months(sql), parameters) };
  }
}

/** The counts of what this person may read at all. */
function countsSeen({ ability }: Ctx): CountName[] {
  // What a centre has not sent yet is not everyone's to read: a FAT is signed before it is sent.
  const readsUnsent = ability
    .rulesFor('read', 'Enrolment')
    .some(({ inverted, conditions }) => !inverted && !(conditions && 'received' in conditions));
  const isSeen: Partial<Record<CountName, boolean>> = {
    openQueries: ability.can('read', 'Query'),
    openCases: ability.can('read', 'Case'),
    fatsToSign: readsUnsent,
  };
  return COUNT_NAMES.filter((name) => isSeen[name] ?? true);
}

interface Counted {
  readonly authorisation_id: string;
  readonly code: string;
  readonly medicine: string;
  readonly centre_id: string | null;
  readonly centre: string | null;
  readonly patients: number;
  readonly late: number;
  readonly soon: number;
  readonly in_progress: number;
  readonly missing: number;
  readonly to_sign: number;
  readonly queries: number;
  readonly cases: number;
}

/** By authorisation, and by centre for whoever works in none. */
const BY = 'authorisation_id, CASE WHEN $1::text IS NULL THEN centre_id END AS centre_id';

/** @param declared the open cases. `$1` is the centre that the person works in. */
const counts = (patients: string, queries: string, declared: string) => `
  WITH patients AS MATERIALIZED (${patients}), heads AS (
    SELECT ${BY},
      count(*) FILTER (WHERE state = 'granted')::int AS patients, count(*) FILTER (WHERE state IN ('completed', 'half-signed'))::int AS to_sign
    FROM patients GROUP BY 1, 2
  ), work AS (
    SELECT ${BY},
      count(*) FILTER (WHERE work = 'late')::int AS late, count(*) FILTER (WHERE work = 'in-progress')::int AS in_progress,
      count(*) FILTER (WHERE work = 'soon')::int AS soon,
      coalesce(sum(missing) FILTER (WHERE counted AND counts), 0)::int AS missing
    FROM (
      SELECT patients.authorisation_id, patients.centre_id, planned.missing, planned.counted,
        ${countsOn('patients.today')} AS counts, ${workOn('patients.today')} AS work
      FROM patients JOIN planned_form planned ON planned.enrolment_id = patients.id
      WHERE patients.state = 'granted' AND ${seenLines('patients', '$1')}
      -- Kept apart, so that a state is calculated once a line and not once a count: three times as fast.
      OFFSET 0
    ) line GROUP BY 1, 2
  ), asked AS (
    SELECT ${BY}, count(*)::int AS queries FROM (${queries}) each GROUP BY 1, 2
  ), declared AS (
    SELECT ${BY}, count(*)::int AS cases FROM (${declared}) each GROUP BY 1, 2
  )
  SELECT authorisation.id AS authorisation_id, authorisation.code, authorisation.medicine, centre.id AS centre_id, centre.name AS centre,
    heads.patients, heads.to_sign, coalesce(work.late, 0) AS late, coalesce(work.soon, 0) AS soon, coalesce(work.in_progress, 0) AS in_progress,
    coalesce(work.missing, 0) AS missing, coalesce(asked.queries, 0) AS queries,
    coalesce(declared.cases, 0) AS cases
  FROM heads
  JOIN authorisation ON authorisation.id = heads.authorisation_id
  LEFT JOIN centre ON centre.id = heads.centre_id
  LEFT JOIN work ON work.authorisation_id = heads.authorisation_id AND work.centre_id IS NOT DISTINCT FROM heads.centre_id
  LEFT JOIN asked ON asked.authorisation_id = heads.authorisation_id AND asked.centre_id IS NOT DISTINCT FROM heads.centre_id
  LEFT JOIN declared ON declared.authorisation_id = heads.authorisation_id AND declared.centre_id IS NOT DISTINCT FROM heads.centre_id
  ORDER BY authorisation.code, centre.name, centre.id`;

const months = (months: string) => `
  WITH given AS (SELECT month, count(*) AS count FROM (${months}) each GROUP BY month)
  SELECT to_char(month, 'YYYY-MM') AS month, coalesce(given.count, 0)::int AS count
  FROM generate_series((SELECT min(month) FROM given), (SELECT max(month) FROM given), interval '1 month') AS month
  LEFT JOIN given USING (month) ORDER BY month`;

function viewRow(row: Counted): SummaryRow {
  return {
    authorisationId: row.authorisation_id,
    authorisationCode: row.code,
    medicine: row.medicine,
    ...(row.centre_id !== null && row.centre !== null && { centreId: row.centre_id, centreName: row.centre }),
    patients: row.patients,
    late: row.late,
    dueIn30Days: row.soon,
    inProgress: row.in_progress,
    missing: row.missing,
    openQueries: row.queries,
    fatsToSign: row.to_sign,
    openCases: row.cases,
  };
}
