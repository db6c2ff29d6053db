import { Injectable } from '@nestjs/common';
import { CENTRE_DAY } from '#forms/api';
import { whereAllowed, type Columns, type Ctx } from '#kernel/api';
import { titledAt, type CalendarDate } from '#kernel/domain';
import { ENROLMENT_COLUMNS } from '#patients/api';
import { first, NOTHING, together, type Desk } from './desk.js';
import { FormWordsReader, type Placed } from './form-words.js';
import type { HomeTask } from './home.messages.js';
import { followed, readable, workOn } from './scope.js';
import { aboutPatient, PATIENT_COLUMNS, withPatient, type PatientWords } from './task-columns.js';

const FORM_COLUMNS: Columns = {
  ...ENROLMENT_COLUMNS,
  enrolmentId: 'enrolment.id',
  kind: 'planned.form_kind',
  visitCentreId: 'coalesce(planned.visit_centre_id, enrolment.centre_id)',
};

type Work = 'late' | 'in-progress' | 'soon';

const KINDS: Readonly<Record<Work, HomeTask['kind']>> = { late: 'form-late', 'in-progress': 'complete', soon: 'form-due' };

interface DueRow extends Placed, PatientWords {
  readonly form_id: string | null;
  readonly work: Work;
  readonly until_day: CalendarDate | null;
  readonly due_from: Date | null;
  readonly begun_at: Date;
  /** Of the same work. */
  readonly total: number;
}

/** Forms that wait on a desk: late, begun, due soon, locked and asked back. */
@Injectable()
export class FormTasksReader {
  constructor(private readonly words: FormWordsReader) {}

  async tasks(ctx: Ctx, each: number): Promise<Desk> {
    return together(await Promise.all([this.due(ctx, each), this.unlocksAsked(ctx, each)]));
  }

  /** What the calendar asks for, of whoever may type it: by its deadline, the earliest first. */
  private async due(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('write', 'Form')) return NOTHING;
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
    return together(
      rows.map((row, index) => {
        const task = viewDue(row, titledAt(words[index]?.title ?? '', words[index]?.place));
        const isFirst = rows.findIndex(({ work: other }) => other === row.work) === index;
        return { tasks: [task], totals: new Map(isFirst ? [[task.kind, row.total]] : []) };
      }),
    );
  }

  /** Locked forms that a centre asks to write in again (charter C12.5). */
  private async unlocksAsked(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('lock', 'Form')) return NOTHING;
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
    const tasks = rows.map((row, index): HomeTask => ({
      kind: 'form-unlock-asked',
      ...aboutPatient(row),
      formId: row.form_id,
      text: `Déverrouiller, ou non\u00a0: ${titledAt(words[index]?.title ?? '', words[index]?.place)}`,
      since: row.since.toISOString(),
    }));
    return first('form-unlock-asked', rows, tasks);
  }
}

/** Of each work its first lines by their deadline, and how many there are. */
const firstOfEachWork = (lines: string, each: number) => `
  SELECT * FROM (
    SELECT line.*, count(*) OVER (PARTITION BY work)::int AS total,
      row_number() OVER (PARTITION BY work ORDER BY until_day, due_from, enrolment_id, rank) AS place
    FROM (${lines}) line
  ) numbered WHERE place <= $${each} ORDER BY place`;

function viewDue(row: DueRow, title: string): HomeTask {
  return {
    kind: KINDS[row.work],
    ...aboutPatient(row),
    ...(row.form_id !== null
      ? { formId: row.form_id }
      : { formCode: row.form, occurrence: row.occurrence, ...(row.visit && { visitCode: row.visit }) }),
    ...(row.until_day !== null && { until: row.until_day }),
    text: `${row.form_id !== null ? 'Terminer' : 'Saisir'}\u00a0: ${title}`,
    since: (row.due_from ?? row.begun_at).toISOString(),
  };
}
