import { Injectable } from '@nestjs/common';
import { centreOf, isInState, seenLines, stateOn } from '#calendar/api';
import { CENTRE_DAY, FormWordsReader, reviewStateOf, type FormWords, type Placed, type ScheduleState } from '#forms/api';
import { COUNTED_READINGS, readingInWords, type ReviewState } from '#forms/domain';
import { decodeCursor, encodeCursor, type Ctx } from '#kernel/api';
import { followedEnrolments } from '#patients/api';
import type { MatrixCell, MatrixColumn, MatrixFilter, MatrixRow, MatrixView } from './dashboard.messages.js';
import { isOpeningKind } from '#protocols/domain';

const PAGE = 50;

/** A line of a patient's calendar, as the database gives it. */
interface Cell extends Placed {
  readonly kind: string;
  readonly state: ScheduleState;
  readonly target: string | null;
  readonly until: string | null;
  readonly announced: boolean;
  readonly form_id: string | null;
  readonly applicable: number;
  readonly missing: number;
  readonly all_put: number;
  readonly review: ReviewState | null;
  readonly locked: boolean;
}

interface Patient {
  readonly id: string;
  readonly number: string;
  readonly letters: string;
  readonly centre: string;
  readonly today: string;
  readonly key: string;
  readonly cells: readonly Cell[];
}

/** How far every form of every patient is, against the planned days (charter C7.2): a page in one round trip. */
@Injectable()
export class MatrixReader {
  constructor(private readonly words: FormWordsReader) {}

  async page(ctx: Ctx, filter: MatrixFilter): Promise<MatrixView> {
    const patients = await this.patients(ctx, filter);
    const shown = patients.slice(0, PAGE);
    const cells = shown.flatMap((patient) => patient.cells);
    const words = new Map((await this.words.of(ctx.tx, cells)).map((each, index) => [cells[index], each]));
    const wordsOf = (cell: Cell): FormWords => words.get(cell) ?? { title: cell.form, visitLabel: cell.visit, place: '' };
    const last = shown.at(-1);
    return {
      columns: columnsOf(shown, wordsOf),
      rows: shown.map((patient) => viewRow(patient, wordsOf)),
      ...(patients.length > PAGE && last && { next: encodeCursor([last.key, last.id]) }),
    };
  }

  private async patients(ctx: Ctx, { state, cursor, ...filter }: MatrixFilter): Promise<Patient[]> {
    const query = followedEnrolments(ctx, filter)
      .innerJoin('patient', 'patient', 'patient.id = enrolment.patientId')
      .select('enrolment.id', 'id')
      .addSelect('enrolment.registration_number', 'number')
      .addSelect(`trim(patient.family_letters || ' ' || patient.given_letters)`, 'letters')
      .addSelect('enrolment.centre_id', 'centre_id')
      .addSelect('enrolment.former_centre_ids', 'former_centre_ids')
      .addSelect('centre.name', 'centre')
      .addSelect(CENTRE_DAY, 'today')
      .addSelect('enrolment.decided_at', 'decided_at')
      .orderBy('enrolment.decided_at', 'DESC')
      .addOrderBy('enrolment.id', 'DESC')
      .limit(PAGE + 1);
    if (state) {
      query.andWhere(
        `EXISTS (SELECT FROM planned_form planned WHERE planned.enrolment_id = enrolment.id AND ${isInState(state, CENTRE_DAY)}
          AND ${seenLines('enrolment', ':here')})`,
        { here: centreOf(ctx) },
      );
    }
    if (cursor) {
      const [decidedAt, id] = decodeCursor(cursor, ['instant', 'uuid']);
      const after = '(enrolment.decided_at, enrolment.id) < (CAST(:decidedAt AS timestamptz), CAST(:id AS uuid))';
      query.andWhere(after, { decidedAt, id });
    }
    const [sql, parameters] = query.getQueryAndParameters();
    return ctx.tx.query(withCells(sql, `$${parameters.length + 1}`), [...parameters, centreOf(ctx)]);
  }
}

const withCells = (page: string, place: string) => `
  WITH page AS MATERIALIZED (${page})
  SELECT page.id, page.number, page.letters, page.centre, page.today::text AS today, page.decided_at::text AS key, calendar.cells
  FROM page CROSS JOIN LATERAL (
    SELECT coalesce(json_agg(json_build_object('version', planned.protocol_version_id, 'form', planned.form_code, 'kind', planned.form_kind,
      'visit', planned.visit_code, 'occurrence', planned.occurrence, 'state', ${stateOn('page.today')}, 'target', planned.target_day,
      'until', planned.until_day, 'announced', planned.announced, 'form_id', planned.form_id, 'applicable', planned.applicable,
      'missing', planned.missing, 'all_put', planned.all_put, 'review', CASE WHEN planned.form_id IS NOT NULL THEN ${reviewStateOf('form')} END,
      'locked', planned.form_id IS NOT NULL AND EXISTS (SELECT FROM form_lock WHERE form_lock.form_id = planned.form_id)) ORDER BY planned.rank), '[]') AS cells
    FROM planned_form planned LEFT JOIN form_record form ON form.id = planned.form_id
    WHERE planned.enrolment_id = page.id AND ${seenLines('page', place)}
  ) calendar
  ORDER BY page.decided_at DESC, page.id DESC`;

/** The columns of a page: planned ones in the order of the calendar, then what happened outside it. */
function columnsOf(patients: readonly Patient[], wordsOf: (cell: Cell) => FormWords): MatrixColumn[] {
  const found = new Map<string, { readonly column: MatrixColumn; rank: number; planned: boolean }>();
  for (const { cells } of patients) {
    for (const [rank, cell] of cells.entries()) {
      const key = `${cell.form}/${cell.visit}`;
      const planned = isOpeningKind(cell.kind) || cell.target !== null || cell.form_id === null;
      const known = found.get(key);
      if (known) Object.assign(known, { rank: Math.min(known.rank, rank), planned: known.planned || planned });
      else found.set(key, { column: columnOf(cell, wordsOf(cell)), rank, planned });
    }
  }
  const order = [...found.values()].sort((a, b) => Number(b.planned) - Number(a.planned) || a.rank - b.rank);
  return order.map(({ column }) => column);
}

function columnOf({ form, visit, kind }: Cell, { title, visitLabel }: FormWords): MatrixColumn {
  return { form, ...(visit && { visit }), title, ...(visitLabel && { visitLabel }), kind };
}

function viewRow({ id, number, letters, centre, today, cells }: Patient, wordsOf: (cell: Cell) => FormWords): MatrixRow {
  return {
    enrolmentId: id,
    registrationNumber: number,
    letters,
    centreName: centre,
    today,
    cells: cells.map((cell) => viewCell(cell, wordsOf(cell).place)),
  };
}

function viewCell(cell: Cell, place: string): MatrixCell {
  const { form, visit, occurrence, state, target, until, announced, form_id: formId, applicable, missing, all_put: allPut } = cell;
  const { review, locked } = cell;
  return {
    form,
    ...(visit && { visit }),
    occurrence,
    place,
    state,
    words: readingInWords(state, missing),
    ...(target !== null && { target }),
    ...(until !== null && { until }),
    announced,
    ...(formId !== null && { formId, filled: applicable - missing }),
    ...(review !== null && { review }),
    ...(locked && { locked }),
    ...(COUNTED_READINGS.includes(state) && { applicable, missing, allPut }),
  };
}
