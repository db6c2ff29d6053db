import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Desks, firstTasks, NO_TASKS, oneDesk, whereAllowed, type Ctx, type Desk, type Task } from '#kernel/api';
import { aboutPatient, joinEnrolment, narrow, type Narrowed, PATIENT_COLUMNS, type PatientWords, withPatient } from '#patients/api';
import { formAt } from '#patients/domain';
import { QUERY_TASKS } from '#queries/domain';
import { QueryRecord } from './entities.js';
import { QUERY_COLUMNS } from './query.store.js';

/** The queries on which this person may act so, that wait. Those they may read, by default. */
export function liveQueries(ctx: Ctx, narrowed: Narrowed = {}, act = 'read'): SelectQueryBuilder<QueryRecord> {
  const query = joinEnrolment(ctx.tx.createQueryBuilder(QueryRecord, 'query'), 'query')
    .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
    .where(`query.state IN ('open', 'answered')`);
  return whereAllowed(narrow(query, narrowed, 'query.authorisationId'), ctx.ability, act, 'Query', QUERY_COLUMNS);
}

/** What queries ask of people. */
@Injectable()
export class QueryTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add((ctx, each) => this.tasks(ctx, each));
  }

  private async tasks(ctx: Ctx, each: number): Promise<Desk> {
    return oneDesk(await Promise.all([this.waiting(ctx, each, 'answer', 'open'), this.waiting(ctx, each, 'close', 'answered')]));
  }

  /** The oldest first. The question itself may hold clinical words: it is read where it stands. */
  private async waiting(ctx: Ctx, each: number, act: 'answer' | 'close', state: 'open' | 'answered'): Promise<Desk> {
    if (!ctx.ability.can(act, 'Query')) return NO_TASKS;
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
    const kind = act === 'answer' ? QUERY_TASKS.toAnswer : QUERY_TASKS.toSettle;
    const tasks = rows.map((row): Task => ({
      kind,
      ...aboutPatient(row),
      queryId: row.query_id,
      ...(row.form_id !== null && { formId: row.form_id }),
      ...(row.due_on !== null && { until: row.due_on }),
      text: [kind.text, row.title].filter(Boolean).join(' : '),
      place: { path: formAt(row.enrolment_id, row.form_id), ...(row.form_id !== null && { params: { query: row.query_id } }) },
      since: row.since,
    }));
    return firstTasks(kind, rows, tasks);
  }
}
