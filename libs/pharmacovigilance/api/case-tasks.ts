import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Desks, firstTasks, NO_TASKS, oneDesk, whereAllowed, type Ctx, type Desk, type Task } from '#kernel/api';
import type { TaskKind } from '#kernel/domain';
import { aboutPatient, joinEnrolment, narrow, type Narrowed, PATIENT_COLUMNS, type PatientWords, withPatient } from '#patients/api';
import { CASE_TASKS } from '#pharmacovigilance/domain';
import { CASE_COLUMNS } from './case.store.js';
import { Case } from './entities.js';
import { seenDays } from './seen-days.js';

/** The cases on which this person may act so, and that are not transmitted as a whole. Those they may read, by default. */
export function openCases(ctx: Ctx, narrowed: Narrowed = {}, act = 'read'): SelectQueryBuilder<Case> {
  const { due, parameters } = seenDays(ctx);
  const query = joinEnrolment(ctx.tx.createQueryBuilder(Case, 'pv'), 'pv').where(`${due} IS NOT NULL`, parameters);
  return whereAllowed(narrow(query, narrowed), ctx.ability, act, 'Case', CASE_COLUMNS);
}

/** What declarations ask of people. */
@Injectable()
export class CaseTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add((ctx, each) => this.tasks(ctx, each));
  }

  /** Of anyone who takes them in charge and transmits them. What the declarant wrote is clinical: it is read in the case. */
  private async tasks(ctx: Ctx, each: number): Promise<Desk> {
    const { unread } = seenDays(ctx);
    const asked = (kind: TaskKind, act: string, which: string) =>
      ctx.ability.can(act, 'Case') ? desk(kind, openCases(ctx, {}, act).andWhere(which), each) : NO_TASKS;
    return oneDesk(
      await Promise.all([
        asked(CASE_TASKS.toRead, 'acknowledge', `${unread} IS NOT NULL`),
        asked(CASE_TASKS.toTransmit, 'transmit', `${unread} IS NULL`),
      ]),
    );
  }
}

/** The nearest last day first. */
async function desk(kind: TaskKind, cases: SelectQueryBuilder<Case>, each: number): Promise<Desk> {
  const rows = await withPatient(cases)
    .innerJoin('centre', 'centre', 'centre.id = pv.centreId')
    .select(PATIENT_COLUMNS)
    .addSelect('pv.id', 'case_id')
    .addSelect('pv.open_due_on::text', 'due_on')
    .addSelect('pv.last_received_at', 'since')
    .addSelect('count(*) OVER ()::int', 'total')
    .orderBy('pv.open_due_on')
    .addOrderBy('pv.id')
    .limit(each)
    .getRawMany<PatientWords & { case_id: string; due_on: string; since: Date; total: number }>();
  const tasks = rows.map((row): Task => ({
    kind,
    ...aboutPatient(row),
    caseId: row.case_id,
    until: row.due_on,
    text: kind.text,
    place: { path: `/pharmacovigilance/${row.case_id}` },
    since: row.since,
  }));
  return firstTasks(kind, rows, tasks);
}
