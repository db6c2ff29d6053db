import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { CENTRE_DAY } from '#forms/api';
import { whereAllowed, type Ctx } from '#kernel/api';
import { Enrolment } from '#patients/api';
import { QUERY_COLUMNS, QueryRecord } from '#queries/api';
import type { DashboardFilter, QueryAgesView } from './dashboard.messages.js';
import { first, NOTHING, together, type Desk } from './desk.js';
import type { HomeTask } from './home.messages.js';
import { aboutPatient, PATIENT_COLUMNS, withPatient, type PatientWords } from './task-columns.js';
import { TASK_WORDS } from './tasks.js';

/** Days since a query was asked, from and to. */
const AGES: readonly (readonly [label: string, from: number, to?: number])[] = [
  ['7 jours et moins', 0, 7],
  ['8 à 30 jours', 8, 30],
  ['31 à 90 jours', 31, 90],
  ['Plus de 90 jours', 91],
];

/** The queries on which this person may act so, that wait. Those they may read, by default. */
export function liveQueries(ctx: Ctx, { authorisationId, centreId }: DashboardFilter = {}, act = 'read'): SelectQueryBuilder<QueryRecord> {
  const query = ctx.tx
    .createQueryBuilder(QueryRecord, 'query')
    .innerJoin(Enrolment, 'enrolment', 'enrolment.id = query.enrolmentId')
    .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
    .where(`query.state IN ('open', 'answered')`);
  if (authorisationId) query.andWhere('query.authorisationId = :authorisationId', { authorisationId });
  if (centreId) query.andWhere('enrolment.centreId = :centreId', { centreId });
  return whereAllowed(query, ctx.ability, act, 'Query', QUERY_COLUMNS);
}

/** What queries ask of people, and how long they have waited. */
@Injectable()
export class QueryDeskReader {
  async tasks(ctx: Ctx, each: number): Promise<Desk> {
    return together(await Promise.all([this.waiting(ctx, each, 'answer', 'open'), this.waiting(ctx, each, 'close', 'answered')]));
  }

  /** Queries that wait, by age in days where the centre is. */
  async ages(ctx: Ctx, filter: DashboardFilter): Promise<QueryAgesView> {
    const rows = await liveQueries(ctx, filter)
      .select(`(${CENTRE_DAY} - (query.opened_at AT TIME ZONE centre.zone)::date)`, 'age')
      .addSelect(`count(*) FILTER (WHERE query.state = 'open')::int`, 'open')
      .addSelect(`count(*) FILTER (WHERE query.state = 'answered')::int`, 'answered')
      .groupBy('1')
      .getRawMany<{ age: number; open: number; answered: number }>();
    const buckets = AGES.map(([label, fromDays, toDays]) => {
      const within = rows.filter(({ age }) => Math.max(age, 0) >= fromDays && (toDays === undefined || age <= toDays));
      const sum = (state: 'open' | 'answered') => within.reduce((total, row) => total + row[state], 0);
      return { label, fromDays, ...(toDays !== undefined && { toDays }), open: sum('open'), answered: sum('answered') };
    });
    return { buckets };
  }

  /** The oldest first. The question itself may hold clinical words: it is read where it stands. */
  private async waiting(ctx: Ctx, each: number, act: 'answer' | 'close', state: 'open' | 'answered'): Promise<Desk> {
    if (!ctx.ability.can(act, 'Query')) return NOTHING;
    const rows = await withPatient(liveQueries(ctx, {}, act))
      .andWhere('query.state = :state', { state })
      .select(PATIENT_COLUMNS)
      .addSelect('query.id', 'query_id')
      .addSelect('query.form_id', 'form_id')
      .addSelect('query.form_title', 'title')
      .addSelect('query.due_on::text', 'due_on')
      .addSelect(state === 'open' ? 'query.opened_at' : 'query.changed_at', 'since')
      .addSelect('count(*) OVER ()::int', 'total')
      .orderBy('query.opened_at')
      .addOrderBy('query.id')
      .limit(each)
      .getRawMany<
        PatientWords & { query_id: string; form_id: string | null; title: string; due_on: string | null; since: Date; total: number }
      >();
    const kind = act === 'answer' ? 'query-to-answer' : 'query-to-settle';
    const tasks = rows.map((row): HomeTask => ({
      kind,
      ...aboutPatient(row),
      queryId: row.query_id,
      ...(row.form_id !== null && { formId: row.form_id }),
      ...(row.due_on !== null && { until: row.due_on }),
      text: [TASK_WORDS[kind], row.title].filter(Boolean).join(' : '),
      since: row.since.toISOString(),
    }));
    return first(kind, rows, tasks);
  }
}
