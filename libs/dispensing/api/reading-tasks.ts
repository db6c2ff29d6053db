import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readableGrants } from '#access-rights/api';
import { DISPENSING_TASKS } from '#dispensing/domain';
import { Desks, firstTasks, NO_TASKS, type Ctx, type Desk, type Task } from '#kernel/api';
import { aboutPatient, joinEnrolment, PATIENT_COLUMNS, withPatient, type PatientWords } from '#patients/api';

/** What pharmacists who dispense elsewhere ask of those who may answer. */
@Injectable()
export class ReadingTasks implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add((ctx, each) => this.toDecide(ctx, each));
  }

  /** The oldest first; of a patient who left meanwhile, nobody here is asked any more. */
  private async toDecide(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('grant', 'ReadGrant')) return NO_TASKS;
    const kind = DISPENSING_TASKS.toDecide;
    const rows = await withPatient(joinEnrolment(readableGrants(ctx, 'grant'), 'reading'))
      .innerJoin('centre', 'centre', 'centre.id = reading.centreId')
      .andWhere(`reading.state = 'asked' AND enrolment.centreId = reading.centreId`)
      .select(PATIENT_COLUMNS)
      .addSelect('reading.asked_at', 'since')
      .addSelect('count(*) OVER ()::int', 'total')
      .orderBy('reading.asked_at')
      .addOrderBy('reading.id')
      .limit(each)
      .getRawMany<PatientWords & { since: Date; total: number }>();
    const tasks = rows.map((row): Task => ({
      kind,
      ...aboutPatient(row),
      text: kind.text,
      place: { path: `/dossiers/${row.enrolment_id}` },
      since: row.since,
    }));
    return firstTasks(kind, rows, tasks);
  }
}
