import { Injectable } from '@nestjs/common';
import { CENTRE_DAY, type ScheduleState } from '#forms/api';
import { readingInWords } from '#forms/domain';
import { decodeCursor, encodeCursor, type Ctx } from '#kernel/api';
import type { FormListFilter, FormListView, ListedForm } from './dashboard.messages.js';
import { FormWordsReader, type FormWords, type Placed } from './form-words.js';
import { centreOf, followed, seenLines, stateOn, workOn } from './scope.js';
import { aboutPatient, PATIENT_COLUMNS, withPatient, type PatientWords } from '#patients/api';

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

/** The forms that stand behind a count of the summary, line by line: as many as it says. */
@Injectable()
export class FormListReader {
  constructor(private readonly words: FormWordsReader) {}

  async page(ctx: Ctx, { work, cursor, ...filter }: FormListFilter): Promise<FormListView> {
    const query = withPatient(followed(ctx, filter))
      .select(PATIENT_COLUMNS)
      .addSelect('enrolment.centre_id', 'centre_id')
      .addSelect('enrolment.former_centre_ids', 'former_centre_ids')
      .addSelect('enrolment.decided_at', 'decided_at')
      .addSelect(CENTRE_DAY, 'today');
    const [sql, own] = query.getQueryAndParameters();
    const after = cursor ? decodeCursor(cursor, PLACE) : PLACE.map(() => null);
    const rows: Row[] = await ctx.tx.query(listed(sql, own.length), [...own, centreOf(ctx), work, ...after]);
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

/** The patients included last first, then their forms by what names them: keys that no work done meanwhile moves, nor another version of the protocol. */
const listed = (patients: string, given: number) => `
  WITH patients AS MATERIALIZED (${patients}), lines AS (
    SELECT patients.*, planned.protocol_version_id AS version, planned.form_code AS form, planned.visit_code AS visit, planned.occurrence,
      planned.until_day::text AS until, planned.form_id, planned.applicable, planned.missing, ${stateOn('patients.today')} AS state
    FROM patients JOIN planned_form planned ON planned.enrolment_id = patients.enrolment_id
    WHERE ${workOn('patients.today')} = $${given + 2}::text AND ${seenLines('patients', `$${given + 1}`)}
  )
  SELECT lines.*, decided_at::text AS key, (SELECT count(*)::int FROM lines) AS total FROM lines
  WHERE $${given + 3}::timestamptz IS NULL OR (decided_at, enrolment_id) < ($${given + 3}::timestamptz, $${given + 4}::uuid)
    OR (decided_at, enrolment_id) = ($${given + 3}::timestamptz, $${given + 4}::uuid) 
      AND (form, visit, occurrence) > ($${given + 5}::text, $${given + 6}::text, $${given + 7}::bigint)
  ORDER BY decided_at DESC, enrolment_id DESC, form, visit, occurrence LIMIT ${PAGE + 1}`;

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
