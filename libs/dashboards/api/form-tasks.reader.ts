import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CALENDAR_TASKS } from '#calendar/domain';
import { CENTRE_DAY } from '#forms/api';
import { FORM_TASKS } from '#forms/domain';
import { Desks, firstTasks, NO_TASKS, oneDesk, whereAllowed, type Columns, type Ctx, type Desk, type Task } from '#kernel/api';
import { titledAt, type CalendarDate, type TaskKind } from '#kernel/domain';
import { aboutPatient, ENROLMENT_COLUMNS, PATIENT_COLUMNS, withPatient, type PatientWords } from '#patients/api';
import { formAt } from '#patients/domain';
import { FormWordsReader, type Placed } from './form-words.js';
import { followed, readable, workOn } from './scope.js';

const FORM_COLUMNS: Columns = {
  ...ENROLMENT_COLUMNS,
  enrolmentId: 'enrolment.id',
  kind: 'planned.form_kind',
  visitCentreId: 'coalesce(planned.visit_centre_id, enrolment.centre_id)',
};

type Work = 'late' | 'in-progress' | 'soon';

const KINDS: Readonly<Record<Work, TaskKind>> = {
  late: CALENDAR_TASKS.late,
  'in-progress': FORM_TASKS.complete,
  soon: CALENDAR_TASKS.due,
};

interface DueRow extends Placed, PatientWords {
  readonly form_id: string | null;
  readonly work: Work;
  readonly until_day: CalendarDate | null;
  readonly due_from: Date | null;
  readonly begun_at: Date;
  /** Of the same work. */
  readonly total: number;
}

/** Forms that wait for someone: late, begun, due soon, locked and asked back. */
@Injectable()
export class FormTasksReader implements OnModuleInit {
  constructor(
    private readonly desks: Desks,
    private readonly words: FormWordsReader,
  ) {}

  onModuleInit(): void {
    this.desks.add((ctx, each) => this.tasks(ctx, each));
  }

  async tasks(ctx: Ctx, each: number): Promise<Desk> {
    return oneDesk(await Promise.all([this.due(ctx, each), this.unlocksAsked(ctx, each)]));
  }

  /** What the calendar asks for, of whoever may type it: by its deadline, the earliest first. */
  private async due(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('write', 'Form')) return NO_TASKS;
    const work = workOn(CENTRE_DAY);
    const query = withPatient(followed(ctx))
      .innerJoin('planned_form', 'planned', `planned.enrolment_id = enrolment.id AND planned.form_state <> 'complete'`)
      .leftJoin('form_record', 'begun', 'begun.id = planned.form_id')
      .andWhere(`${work} IS NOT NULL`)
      .select(PATIENT_COLUMNS)
      .addSelect('planned.protocol_version_id', 'version')
      .addSelect('planned.form_code', 'form')
      .addSelect('planned.visit_code', 'visit')
      .addSelect('planned.occurrence', 'occurrence')
      .addSelect('planned.form_id', 'form_id')
      .addSelect('planned.until_day::text', 'until_day')
      .addSelect(`CASE WHEN planned.due_from > '-infinity' THEN planned.due_from::timestamp AT TIME ZONE centre.zone END`, 'due_from')
      .addSelect('coalesce(begun.opened_at, enrolment.decided_at)', 'begun_at')
      .addSelect(work, 'work')
      .addSelect('planned.rank', 'rank');
    const [lines, parameters] = whereAllowed(query, ctx.ability, 'write', 'Form', FORM_COLUMNS).getQueryAndParameters();
    const rows: DueRow[] = await ctx.tx.query(firstOfEachWork(lines, parameters.length + 1), [...parameters, each]);
    const words = await this.words.of(ctx.tx, rows);
    return oneDesk(
      rows.map((row, index) => {
        const task = viewDue(row, titledAt(words[index]?.title ?? '', words[index]?.place));
        const isFirst = rows.findIndex(({ work: other }) => other === row.work) === index;
        return { tasks: [task], totals: new Map(isFirst ? [[task.kind.name, row.total]] : []) };
      }),
    );
  }

  /** Locked forms that a centre asks to write in again (charter C12.5). */
  private async unlocksAsked(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('lock', 'Form')) return NO_TASKS;
    const query = withPatient(readable(ctx))
      .innerJoin('form_record', 'planned', 'planned.enrolment_id = enrolment.id')
      .innerJoin('form_lock', 'form_lock', 'form_lock.form_id = planned.id AND form_lock.unlock_asked_at IS NOT NULL')
      .select(PATIENT_COLUMNS)
      .addSelect('planned.id', 'form_id')
      .addSelect('planned.protocol_version_id', 'version')
      .addSelect('planned.form_code', 'form')
      .addSelect('planned.visit_code', 'visit')
      .addSelect('planned.occurrence', 'occurrence')
      .addSelect('form_lock.unlock_asked_at', 'since')
      .addSelect('count(*) OVER ()::int', 'total')
      .orderBy('form_lock.unlock_asked_at')
      .limit(each);
    const columns = { ...FORM_COLUMNS, visitCentreId: 'planned.centre_id' };
    const rows = await whereAllowed(query, ctx.ability, 'lock', 'Form', columns).getRawMany<
      Placed & PatientWords & { form_id: string; since: Date; total: number }
    >();
    const words = await this.words.of(ctx.tx, rows);
    const tasks = rows.map((row, index): Task => ({
      kind: FORM_TASKS.unlockAsked,
      ...aboutPatient(row),
      formId: row.form_id,
      text: `Déverrouiller, ou non\u00a0: ${titledAt(words[index]?.title ?? '', words[index]?.place)}`,
      place: { path: formAt(row.enrolment_id, row.form_id) },
      since: row.since,
    }));
    return firstTasks(FORM_TASKS.unlockAsked, rows, tasks);
  }
}

/** Of each work its first lines by their deadline, and how many there are. */
const firstOfEachWork = (lines: string, each: number) => `
  SELECT * FROM (
    SELECT line.*, count(*) OVER (PARTITION BY work)::int AS total,
      row_number() OVER (PARTITION BY work ORDER BY until_day, due_from, enrolment_id, rank) AS place
    FROM (${lines}) line
  ) numbered WHERE place <= $${each} ORDER BY place`;

function viewDue(row: DueRow, title: string): Task {
  return {
    kind: KINDS[row.work],
    ...aboutPatient(row),
    ...(row.form_id !== null
      ? { formId: row.form_id }
      : { formCode: row.form, occurrence: row.occurrence, ...(row.visit && { visitCode: row.visit }) }),
    ...(row.until_day !== null && { until: row.until_day }),
    text: `${row.form_id !== null ? 'Terminer' : 'Saisir'}\u00a0: ${title}`,
    place: { path: formAt(row.enrolment_id, row.form_id) },
    since: row.due_from ?? row.begun_at,
  };
}
