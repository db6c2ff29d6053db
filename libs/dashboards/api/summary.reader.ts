import { Injectable } from '@nestjs/common';
import { COUNT_NAMES, type CountName, DASHBOARD_NOTICE } from '#dashboards/domain';
import { centreOf, countedToday } from '#calendar/api';
import { Statement, type Ctx } from '#kernel/api';
import { countedRequests } from '#patients/api';
import type { DashboardFilter, InclusionsView, SummaryRow, SummaryView } from './dashboard.messages.js';
import { openCases } from '#pharmacovigilance/api';
import { liveQueries } from '#queries/api';
import { readable } from './readable.js';

/** Open work, counted: by authorisation in one's centre, and by centre too for anyone who sees several. */
@Injectable()
export class SummaryReader {
  async read(ctx: Ctx, filter: DashboardFilter): Promise<SummaryView> {
    const statement = new Statement();
    // Of requests without a number, those under way; the others are counted as patients.
    const requests = readable(ctx, filter)
      .andWhere(`enrolment.state NOT IN ('granted', 'refused', 'cancelled')`)
      .select('enrolment.state', 'state')
      .addSelect('enrolment.authorisation_id', 'authorisation_id')
      .addSelect('enrolment.centre_id', 'centre_id');
    const asked = liveQueries(ctx, filter)
      .select('query.authorisation_id', 'authorisation_id')
      .addSelect('enrolment.centre_id', 'centre_id');
    const declared = openCases(ctx, filter)
      .select('enrolment.authorisation_id', 'authorisation_id')
      .addSelect('enrolment.centre_id', 'centre_id');
    const by = `authorisation_id, CASE WHEN ${statement.given(centreOf(ctx))}::text IS NULL THEN centre_id END AS centre_id`;
    const sql = counts(by, countedToday(ctx, filter, statement), statement.of(requests), statement.of(asked), statement.of(declared));
    const rows: Counted[] = await ctx.tx.query(sql, statement.parameters);
    return { rows: rows.map(viewRow), counts: countsSeen(ctx), notice: DASHBOARD_NOTICE };
  }

  /** How many patients were given a number, month after month. */
  async inclusions(ctx: Ctx, filter: DashboardFilter): Promise<InclusionsView> {
    const statement = new Statement();
    const sql = months(countedRequests(ctx, 'follow', filter, statement));
    return { months: await ctx.tx.query(sql, statement.parameters) };
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

/**
 * @param by authorisation, and centre for anyone who works in none
 * @param requests those under way
 * @param declared the open cases
 */
const counts = (by: string, counted: string, requests: string, asked: string, declared: string) => `
  WITH work AS (
    SELECT ${by}, sum(patients)::int AS patients, sum(late)::int AS late, sum(in_progress)::int AS in_progress, sum(soon)::int AS soon,
      sum(missing)::int AS missing
    FROM (${counted}) each GROUP BY 1, 2
  ), requests AS (
    SELECT ${by}, count(*) FILTER (WHERE state IN ('completed', 'half-signed'))::int AS to_sign FROM (${requests}) each GROUP BY 1, 2
  ), heads AS (
    SELECT authorisation_id, centre_id FROM work WHERE patients > 0 UNION SELECT authorisation_id, centre_id FROM requests
  ), asked AS (
    SELECT ${by}, count(*)::int AS queries FROM (${asked}) each GROUP BY 1, 2
  ), declared AS (
    SELECT ${by}, count(*)::int AS cases FROM (${declared}) each GROUP BY 1, 2
  )
  SELECT authorisation.id AS authorisation_id, authorisation.code, authorisation.medicine, centre.id AS centre_id, centre.name AS centre,
    coalesce(work.patients, 0) AS patients, coalesce(requests.to_sign, 0) AS to_sign, coalesce(work.late, 0) AS late, coalesce(work.soon, 0) AS soon, coalesce(work.in_progress, 0) AS in_progress,
    coalesce(work.missing, 0) AS missing, coalesce(asked.queries, 0) AS queries,
    coalesce(declared.cases, 0) AS cases
  FROM heads
  JOIN authorisation ON authorisation.id = heads.authorisation_id
  LEFT JOIN centre ON centre.id = heads.centre_id
  LEFT JOIN work ON work.authorisation_id = heads.authorisation_id AND work.centre_id IS NOT DISTINCT FROM heads.centre_id
  LEFT JOIN requests ON requests.authorisation_id = heads.authorisation_id AND requests.centre_id IS NOT DISTINCT FROM heads.centre_id
  LEFT JOIN asked ON asked.authorisation_id = heads.authorisation_id AND asked.centre_id IS NOT DISTINCT FROM heads.centre_id
  LEFT JOIN declared ON declared.authorisation_id = heads.authorisation_id AND declared.centre_id IS NOT DISTINCT FROM heads.centre_id
  ORDER BY authorisation.code, centre.name, centre.id`;

const months = (requests: string) => `
  WITH given AS (SELECT month::timestamp AS month, sum(requests)::int AS count FROM (${requests}) each WHERE state = 'granted' GROUP BY month HAVING sum(requests) <> 0)
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
