import { Injectable } from '@nestjs/common';
import { DASHBOARD_NOTICE, MISSING_READINGS } from '#dashboards/domain';
import { countedToday } from '#calendar/api';
import { FormWordsReader } from '#forms/api';
import { Statement, type Ctx } from '#kernel/api';
import type { DashboardFilter, MissingRow, MissingView } from './dashboard.messages.js';

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
    const statement = new Statement();
    return ctx.tx.query(counts(countedToday(ctx, filter, statement)), statement.parameters);
  }
}

/** A form that is due and was not opened misses everything; one that is not due yet counts nothing. */
const counts = (counted: string) => `
  WITH each AS (
    SELECT form_code AS form, protocol_version_id AS version, min(place) AS place, sum(forms)::int AS forms,
      sum(applicable)::int AS applicable, sum(missing)::int AS missing, sum(all_put)::int AS all_put
    FROM (${counted}) counted WHERE form_code <> '' GROUP BY 1, 2 HAVING sum(forms) > 0
  )
  SELECT form, (array_agg(version ORDER BY place, version))[1] AS version, sum(forms)::int AS forms, sum(applicable)::int AS applicable,
    sum(missing)::int AS missing, sum(all_put)::int AS all_put
  FROM each GROUP BY form ORDER BY min(place), form`;

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
