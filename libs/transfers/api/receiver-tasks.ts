import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Desks, firstTasks, NO_TASKS, type Ctx, type Desk, type Task } from '#kernel/api';
import { aboutPatient, joinEnrolment, PATIENT_COLUMNS, withPatient, type PatientWords } from '#patients/api';
import { TRANSFER_TASKS } from '#transfers/domain';
import { say } from './say.js';
import { TransferStore } from './transfer.store.js';

interface Row extends PatientWords {
  readonly person: string;
  readonly to_centre: string;
  readonly until: string;
  readonly since: Date;
  readonly total: number;
}

/** Transfers to come whose prescriber works there no more, for the manager: before their day, and once they wait past it (charter C10.1, C10.6). */
@Injectable()
export class ReceiverTasks implements OnModuleInit {
  constructor(
    private readonly desks: Desks,
    private readonly store: TransferStore,
  ) {}

  onModuleInit(): void {
    this.desks.add((ctx, each) => this.toName(ctx, each));
  }

  /** Those whose day comes first, first. */
  private async toName(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('make', 'Transfer')) return NO_TASKS;
    const kind = TRANSFER_TASKS.toName;
    const rows = await withPatient(joinEnrolment(this.store.waitingFor(ctx), 'transfer'))
      .innerJoin('centre', 'centre', 'centre.id = transfer.fromCentreId')
      .innerJoin('centre', 'receiving', 'receiving.id = transfer.toCentreId')
      .innerJoin('person', 'person', 'person.id = transfer.prescriberId')
      .select(PATIENT_COLUMNS)
      .addSelect(`person.given_name || ' ' || person.family_name`, 'person')
      .addSelect('receiving.name', 'to_centre')
      .addSelect('transfer.effective_on::text', 'until')
      .addSelect('transfer.made_at', 'since')
      .addSelect('count(*) OVER ()::int', 'total')
      .orderBy('transfer.effective_on')
      .addOrderBy('transfer.id')
      .limit(each)
      .getRawMany<Row>();
    const tasks = rows.map((row): Task => ({
      kind,
      ...aboutPatient(row),
      text: say({ code: 'receiver-to-name', params: { task: kind.text, person: row.person, centre: row.to_centre } }),
      place: { path: `/dossiers/${row.enrolment_id}` },
      since: row.since,
      until: row.until,
    }));
    return firstTasks(kind, rows, tasks);
  }
}
