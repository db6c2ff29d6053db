import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { centreOf, countedToday, isInState, seenLines, stateOn } from '#calendar/api';
import { CENTRE_DAY, FormWordsReader, type FormWords, type Placed, type ScheduleState } from '#forms/api';
import { readingInWords } from '#forms/domain';
import { decodeCursor, encodeCursor, Statement, type Ctx } from '#kernel/api';
import type { FormListFilter, FormListView, FormWork, ListedForm } from './dashboard.messages.js';
import {
  aboutPatient,
  followedEnrolments,
  joinedPatient,
  PATIENT_COLUMNS,
  type KnownEnrolment,
  type Narrowed,
  type PatientWords,
} from '#patients/api';

const PAGE = 50;

/** Of the last line shown: its patient, and what names a form within a patient. A calendar calculated again meanwhile numbers its lines otherwise. */
const PLACE = ['instant', 'uuid', 'code', 'code', 'integer'] as const;

interface Row extends Placed, PatientWords {
  readonly key: string;
  readonly state: ScheduleState;
  readonly until: string | null;
  readonly form_id: string | null;
  readonly applicable: number;
  readonly missing: number;
  readonly total: number;
}

/** Which sum counts them. */
const SUMS: Readonly<Record<FormWork, string>> = { late: 'late', 'in-progress': 'in_progress', soon: 'soon' };

/** The forms that stand behind a count of the summary, line by line: as many as it says. */
@Injectable()
export class FormListReader {
  constructor(private readonly words: FormWordsReader) {}

  async page(ctx: Ctx, { work, cursor, ...filter }: FormListFilter): Promise<FormListView> {
    const statement = new Statement();
    const sql = withTotal(statement.of(lines(ctx, work, filter, cursor)), SUMS[work], countedToday(ctx, filter, statement));
    const rows: Row[] = await ctx.tx.query(sql, statement.parameters);
    const shown = rows.slice(0, PAGE);
    const words = await this.words.of(ctx.tx, shown);
    const last = shown.at(-1);
    return {
      total: rows[0]?.total ?? 0,
      rows: shown.map((row, index) => viewRow(row, words[index] ?? { title: row.form, visitLabel: row.visit, place: '' })),
      ...(rows.length > PAGE && last && { next: encodeCursor([last.key, last.enrolment_id, last.form, last.visit, last.occurrence]) }),
    };
  }
}

/**
 * A page, and a line more: the patients included last first, then their forms by what names them: keys that no work done meanwhile moves, nor another version
 * of the protocol.
 */
function lines(ctx: Ctx, work: FormWork, filter: Narrowed, cursor?: string): SelectQueryBuilder<KnownEnrolment> {
  const isListed = `planned.counted AND ${isInState(work, CENTRE_DAY)} AND ${seenLines('enrolment', ':here')}`;
  const query = followedEnrolments(ctx, filter)
    .innerJoin('planned_form', 'planned', `planned.enrolment_id = enrolment.id AND ${isListed}`, { here: centreOf(ctx) })
    .select('enrolment.id', 'id')
    .addSelect('enrolment.decided_at', 'decided_at')
    .addSelect('enrolment.decided_at::text', 'key')
    .addSelect('planned.protocol_version_id', 'version')
    .addSelect('planned.form_code', 'form')
    .addSelect('planned.visit_code', 'visit')
    .addSelect('planned.occurrence', 'occurrence')
    .addSelect('planned.until_day::text', 'until')
    .addSelect('planned.form_id', 'form_id')
    .addSelect('planned.applicable', 'applicable')
    .addSelect('planned.missing', 'missing')
    .addSelect(stateOn(CENTRE_DAY), 'state')
    .orderBy('enrolment.decided_at', 'DESC')
    .addOrderBy('enrolment.id', 'DESC')
    .addOrderBy('planned.form_code')
    .addOrderBy('planned.visit_code')
    .addOrderBy('planned.occurrence')
    .limit(PAGE + 1);
  if (cursor) {
    const [decidedAt, id, form, visit, occurrence] = decodeCursor(cursor, PLACE);
    const at = '(CAST(:decidedAt AS timestamptz), CAST(:id AS uuid))';
    const after = `(enrolment.decided_at, enrolment.id) < ${at} OR (planned.form_code, planned.visit_code, planned.occurrence) > (:form, :visit, CAST(:occurrence AS bigint))`;
    query.andWhere(`(enrolment.decided_at, enrolment.id) <= ${at} AND (${after})`, { decidedAt, id, form, visit, occurrence });
  }
  return query;
}

/** Who the patients are is read of those that are shown alone: most that are looked through have nothing of that state. */
const withTotal = (page: string, sum: string, counted: string) => `
  SELECT ${PATIENT_COLUMNS.join(', ')}, page.*, (SELECT coalesce(sum(${sum}), 0)::int FROM (${counted}) counted) AS total FROM (${page}) page ${joinedPatient('page.id')}
  ORDER BY page.decided_at DESC, enrolment.id DESC, form, visit, occurrence`;

function viewRow(row: Row, { title, place }: FormWords): ListedForm {
  return {
    ...aboutPatient(row),
    enrolmentId: row.enrolment_id,
    authorisationCode: row.code,
    medicine: row.medicine,
    centreName: row.centre_name,
    form: row.form,
    title,
    place,
    state: row.state,
    words: readingInWords(row.state, row.missing),
    ...(row.until !== null && { until: row.until }),
    ...(row.form_id !== null && { formId: row.form_id }),
    applicable: row.applicable,
    missing: row.missing,
  };
}
