import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FORM_TASKS } from '#forms/domain';
import { Desks, firstTasks, NO_TASKS, whereAllowed, type Ctx, type Desk, type Task } from '#kernel/api';
import { titledAt } from '#kernel/domain';
import { aboutPatient, joinEnrolment, PATIENT_COLUMNS, withPatient, type PatientWords } from '#patients/api';
import { formAt } from '#patients/domain';
import { FormRecord } from '../records/form-record.entity.js';
import { FORM_COLUMNS } from '../records/form.store.js';
import { FormWordsReader, type Placed } from '../schedule/form-words.js';
import { say } from '../say.js';

type Row = Placed & PatientWords & { readonly form_id: string; readonly since: Date; readonly total: number };

/** Locked forms that a centre asks to write in again, of anyone who may unlock them (charter C12.5). */
@Injectable()
export class UnlockTasks implements OnModuleInit {
  constructor(
    private readonly desks: Desks,
    private readonly words: FormWordsReader,
  ) {}

  onModuleInit(): void {
    this.desks.add((ctx, each) => this.tasks(ctx, each));
  }

  private async tasks(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('lock', 'Form')) return NO_TASKS;
    const rows = await asked(ctx, each);
    const words = await this.words.of(ctx.tx, rows);
    const tasks = rows.map((row, index): Task => ({
      kind: FORM_TASKS.unlockAsked,
      ...aboutPatient(row),
      formId: row.form_id,
      text: say({ code: 'to-unlock-or-not', params: { form: titledAt(words[index]?.title ?? '', words[index]?.place) } }),
      place: { path: formAt(row.enrolment_id, row.form_id) },
      since: row.since,
    }));
    return firstTasks(FORM_TASKS.unlockAsked, rows, tasks);
  }
}

/** What was asked first comes first. */
function asked(ctx: Ctx, each: number): Promise<Row[]> {
  const query = withPatient(joinEnrolment(ctx.tx.createQueryBuilder(FormRecord, 'form'), 'form'))
    .innerJoin('centre', 'centre', 'centre.id = enrolment.centreId')
    .innerJoin('form_lock', 'form_lock', 'form_lock.form_id = form.id AND form_lock.unlock_asked_at IS NOT NULL')
    .select(PATIENT_COLUMNS)
    .addSelect('form.id', 'form_id')
    .addSelect('form.protocol_version_id', 'version')
    .addSelect('form.form_code', 'form')
    .addSelect('form.visit_code', 'visit')
    .addSelect('form.occurrence', 'occurrence')
    .addSelect('form_lock.unlock_asked_at', 'since')
    .addSelect('count(*) OVER ()::int', 'total')
    .orderBy('form_lock.unlock_asked_at')
    .limit(each);
  return whereAllowed(query, ctx.ability, 'lock', 'Form', FORM_COLUMNS).getRawMany<Row>();
}
