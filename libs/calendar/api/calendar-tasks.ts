import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CALENDAR_TASKS, toTypeInWords } from '#calendar/domain';
import { CENTRE_DAY, FormWordsReader, type Placed } from '#forms/api';
import { Desks, NO_TASKS, Statement, whereAllowed, type Ctx, type Desk, type Task } from '#kernel/api';
import { titledAt, type CalendarDate, type TaskKind } from '#kernel/domain';
import { aboutPatient, followedEnrolments, joinedPatient, PATIENT_COLUMNS, type PatientWords } from '#patients/api';
import { formAt } from '#patients/domain';
import { countedToType, LINE_COLUMNS } from './counted-today.js';
import { AHEAD_DAYS, centreOf, isInState } from './lines-on-a-day.js';

type Work = 'late' | 'in-progress' | 'soon';

const KINDS: Readonly<Record<Work, TaskKind>> = {
  late: CALENDAR_TASKS.late,
  'in-progress': CALENDAR_TASKS.begun,
  soon: CALENDAR_TASKS.due,
};

interface DueRow extends Placed, PatientWords {
  readonly form_id: string | null;
  readonly work: Work;
  readonly until_day: CalendarDate | null;
  readonly due_from: Date | null;
  readonly begun_at: Date;
}

/** Forms that the calendar asks for, of anyone who may type them: late, begun, due soon. */
@Injectable()
export class CalendarTasks implements OnModuleInit {
  constructor(
    private readonly desks: Desks,
    private readonly words: FormWordsReader,
  ) {}

  onModuleInit(): void {
    this.desks.add((ctx, each) => this.tasks(ctx, each));
  }

  /** By their deadline, the earliest first. */
  async tasks(ctx: Ctx, each: number): Promise<Desk> {
    if (!ctx.ability.can('write', 'Form')) return NO_TASKS;
    const [rows, totals] = await Promise.all([this.first(ctx, each), this.totals(ctx)]);
    const words = await this.words.of(ctx.tx, rows);
    return { tasks: rows.map((row, index) => view(row, titledAt(words[index]?.title ?? '', words[index]?.place))), totals };
  }

  /** How many there are, by the name of their kind; those of which there are none aside. */
  async totals(ctx: Ctx): Promise<Desk['totals']> {
    if (!ctx.ability.can('write', 'Form')) return NO_TASKS.totals;
    const statement = new Statement();
    const sql = countedToType(ctx, statement);
    const [{ late, soon, in_progress: begun }] = await ctx.tx.query(sql, statement.parameters);
    const counts: readonly (readonly [Work, number])[] = [
      ['late', late],
      ['in-progress', begun],
      ['soon', soon],
    ];
    return new Map(counts.flatMap(([work, count]) => (count > 0 ? [[KINDS[work].name, count]] : [])));
  }

  private first(ctx: Ctx, each: number): Promise<DueRow[]> {
    const query = followedEnrolments(ctx)
      .innerJoin('planned_form', 'planned', 'planned.enrolment_id = enrolment.id AND planned.counted')
      .select('planned.enrolment_id', 'enrolment_id')
      .addSelect('planned.rank', 'rank');
    const statement = new Statement();
    const lines = statement.of(whereAllowed(query, ctx.ability, 'write', 'Form', LINE_COLUMNS));
    const earliest = earliestDay(ctx, statement);
    return ctx.tx.query(firstOfEachWork(lines, earliest, each <= FEW ? FEW : ALL, statement.given(each)), statement.parameters);
  }
}

/**
 * The earliest day of the centres whose lines this person may meet, in SQL: what is late since yesterday is not looked through for what is not late yet. In a centre it
 * is the day there, or that of a centre to which a patient of theirs went.
 */
function earliestDay(ctx: Ctx, statement: Statement): string {
  const here = centreOf(ctx);
  if (here === null) return 'CURRENT_DATE - 1';
  return `(SELECT least(${statement.given(ctx.today)}::date, min(${CENTRE_DAY})) FROM enrolment
    JOIN centre ON centre.id = enrolment.centre_id WHERE enrolment.former_centre_ids @> ARRAY[${statement.given(here)}]::text[])`;
}

/**
 * Where the lines of each work stand in the order of their deadlines, each an index (migration 194): what can never be late has its own, so that what is begun, or
 * due soon, is not looked for among all that was late.
 */
const inOrder = (earliest: string): readonly { readonly work: Work; readonly where: string; readonly by: string }[] => [
  { work: 'late', where: 'TRUE', by: 'planned.late_after' },
  { work: 'in-progress', where: `NOT planned.ended AND planned.late_after >= ${earliest}`, by: 'planned.late_after' },
  { work: 'in-progress', where: '(planned.ended OR planned.late_after IS NULL)', by: 'planned.until_day' },
  {
    work: 'soon',
    where: `planned.late_after >= ${earliest} AND planned.late_after <= CURRENT_DATE + ${AHEAD_DAYS} + 1`,
    by: 'planned.late_after',
  },
  { work: 'soon', where: 'planned.late_after IS NULL', by: 'planned.until_day' },
];

/** What a home shows at first, and all that it can: two statements, not one for each number that may be asked for. */
const FEW = 30;
const ALL = 1000;

/**
 * @param earliest as `earliestDay` says it
 * @param most stands in the statement as a number: PostgreSQL, which would guess a tenth of all for a parameter, then plans it once for all requests
 * @param each of each work, where it stands among the parameters
 */
const firstOfEachWork = (lines: string, earliest: string, most: number, each: string) => {
  const found = inOrder(earliest).map(
    ({ work, where, by }) => `SELECT '${work}' AS work, found.* FROM (${lines} AND ${where} AND ${isInState(work, CENTRE_DAY)}
      ORDER BY ${by}, planned.due_from, planned.enrolment_id, planned.rank LIMIT ${most}) found`,
  );
  return `
  SELECT ${PATIENT_COLUMNS.join(', ')}, numbered.protocol_version_id AS version, numbered.form_code AS form, numbered.visit_code AS visit, numbered.occurrence,
    numbered.form_id, numbered.until_day::text AS until_day, numbered.work, coalesce(begun.opened_at, enrolment.decided_at) AS begun_at,
    CASE WHEN numbered.due_from > '-infinity' THEN numbered.due_from::timestamp AT TIME ZONE centre.zone END AS due_from
  FROM (
    SELECT line.*, work, row_number() OVER (PARTITION BY work ORDER BY line.until_day, line.due_from, line.enrolment_id, line.rank) AS place
    FROM (${found.join(' UNION ALL ')}) first JOIN planned_form line USING (enrolment_id, rank)
  ) numbered ${joinedPatient('numbered.enrolment_id')}
  LEFT JOIN form_record begun ON begun.id = numbered.form_id
  WHERE place <= ${each} ORDER BY place`;
};

function view(row: DueRow, title: string): Task {
  return {
    kind: KINDS[row.work],
    ...aboutPatient(row),
    ...(row.form_id !== null
      ? { formId: row.form_id }
      : { formCode: row.form, occurrence: row.occurrence, ...(row.visit && { visitCode: row.visit }) }),
    ...(row.until_day !== null && { until: row.until_day }),
    text: toTypeInWords(title, row.form_id !== null),
    place: { path: formAt(row.enrolment_id, row.form_id) },
    since: row.due_from ?? row.begun_at,
  };
}
