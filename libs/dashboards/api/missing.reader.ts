import { Injectable } from '@nestjs/common';
import { DASHBOARD_NOTICE, MISSING_READINGS } from '#dashboards/domain';
import { CENTRE_DAY } from '#forms/api';
import type { Ctx } from '#kernel/api';
import type { DashboardFilter, MissingRow, MissingView } from './dashboard.messages.js';
import { FormWordsReader } from './form-words.js';
import { centreOf, countsOn, followed, seenLines } from './scope.js';

interface Counted {
  readonly form: string;
  readonly version: string;
  readonly forms: number;
  readonly applicable: number;
  readonly missing: number;
  readonly all_put: number;
}

/** Missing data per form, in both readings of charter C7.3. */
@Injectable()
export class MissingReader {
  constructor(private readonly words: FormWordsReader) {}

  async read(ctx: Ctx, filter: DashboardFilter): Promise<MissingView> {
    const rows = await this.counted(ctx, filter);
    const words = await this.words.of(
      ctx.tx,
      rows.map(({ form, version }) => ({ form, version, visit: '', occurrence: 1 })),
    );
    return {
      rows: rows.map((row, index) => viewRow(row, words[index]?.title ?? row.form)),
      readings: MISSING_READINGS,
      notice: DASHBOARD_NOTICE,
    };
  }

  private async counted(ctx: Ctx, filter: DashboardFilter): Promise<Counted[]> {
    const query = followed(ctx, filter)
      .select('enrolment.id', 'id')
      .addSelect('enrolment.centre_id', 'centre_id')
      .addSelect('enrolment.former_centre_ids', 'former_centre_ids')
      .addSelect(CENTRE_DAY, 'today');
    const [sql, parameters] = query.getQueryAndParameters();
    return ctx.tx.query(counts(sql, `$${parameters.length + 1}`), [...parameters, centreOf(ctx)]);
  }
}

/** A form that is due and was not opened misses everything; one that is not due yet counts nothing. */
const counts = (patients: string, place: string) => `
  WITH patients AS MATERIALIZED (${patients}), counted AS (
    SELECT planned.form_code AS form, planned.protocol_version_id AS version, min(planned.rank) AS rank, count(*)::int AS forms,
      sum(planned.applicable)::int AS applicable, sum(planned.missing)::int AS missing, sum(planned.all_put)::int AS all_put
    FROM patients JOIN planned_form planned ON planned.enrolment_id = patients.id AND planned.counted
    WHERE ${countsOn('patients.today')} AND ${seenLines('patients', place)}
    GROUP BY 1, 2
  )
  SELECT form, (array_agg(version ORDER BY rank))[1] AS version, sum(forms)::int AS forms, sum(applicable)::int AS applicable,
    sum(missing)::int AS missing, sum(all_put)::int AS all_put
  FROM counted GROUP BY form ORDER BY min(rank), form`;

function viewRow({ form, forms, applicable, missing, all_put: allPut }: Counted, title: string): MissingRow {
  const missingOfAll = allPut - (applicable - missing);
  return {
    form,
    title,
    forms,
    applicable,
    missing,
    ...(applicable > 0 && { missingRate: missing / applicable }),
    allPut,
    missingOfAll,
    ...(allPut > 0 && { missingOfAllRate: missingOfAll / allPut }),
  };
}
