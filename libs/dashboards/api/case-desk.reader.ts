import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { whereAllowed, type Ctx } from '#kernel/api';
import { Enrolment } from '#patients/api';
import { Case, CASE_COLUMNS, seenDays } from '#pharmacovigilance/api';
import type { DashboardFilter } from './dashboard.messages.js';
import { first, NOTHING, together, type Desk } from './desk.js';
import type { HomeTask } from './home.messages.js';
import { aboutPatient, PATIENT_COLUMNS, withPatient, type PatientWords } from './task-columns.js';
import { TASK_WORDS } from './tasks.js';

/** The cases on which this person may act so, and that are not transmitted as a whole. Those they may read, by default. */
export function openCases(ctx: Ctx, { authorisationId, centreId }: DashboardFilter = {}, act = 'read'): SelectQueryBuilder<Case> {
  const { due, parameters } = seenDays(ctx);
  const query = ctx.tx
    .createQueryBuilder(Case, 'pv')
    .innerJoin(Enrolment, 'enrolment', 'enrolment.id = pv.enrolmentId')
    .where(`${due} IS NOT NULL`, parameters);
  if (authorisationId) query.andWhere('enrolment.authorisationId = :authorisationId', { authorisationId });
  if (centreId) query.andWhere('enrolment.centreId = :centreId', { centreId });
  return whereAllowed(query, ctx.ability, act, 'Case', CASE_COLUMNS);
}

/** What declarations ask of people. */
@Injectable()
export class CaseDeskReader {
  /** Of whoever takes them in charge and transmits them. What the declarant wrote is clinical: it is read in the case. */
  async tasks(ctx: Ctx, each: number): Promise<Desk> {
    const { unread } = seenDays(ctx);
    const asked = (kind: Parameters<typeof desk>[0], act: string, which: string) =>
      ctx.ability.can(act, 'Case') ? desk(kind, openCases(ctx, {}, act).andWhere(which), each) : NOTHING;
    return together(
      await Promise.all([
        asked('case-to-read', 'acknowledge', `${unread} IS NOT NULL`),
        asked('case-to-transmit', 'transmit', `${unread} IS NULL`),
      ]),
    );
  }
}

/** The nearest last day first. */
async function desk(kind: 'case-to-read' | 'case-to-transmit', cases: SelectQueryBuilder<Case>, each: number): Promise<Desk> {
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
  const tasks = rows.map((row): HomeTask => ({
    kind,
    ...aboutPatient(row),
    caseId: row.case_id,
    until: row.due_on,
    text: TASK_WORDS[kind],
    since: row.since.toISOString(),
  }));
  return first(kind, rows, tasks);
}
