import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { FORM_COLUMNS, Forms, allForms, type KnownForm, lockAbilities, type OpenForm, placeOf, ReviewService, viewerOf } from '#forms/api';
import { readableAnswers } from '#forms/domain';
import { own } from '#kernel/domain';
import { AccessLog, decodeCursor, encodeCursor, everyPage, Problem, whereAllowed, type Ctx } from '#kernel/api';
import { joinEnrolment, type KnownEnrolment, readableLetters, withEnrolment } from '#patients/api';
import { ProtocolVersions } from '#protocols/api';
import { displayValue, isNumber, valueAt, type Applicability, type Form, type Item, type Protocol } from '#protocols/domain';
import type { ReadReviewValues, ReviewColumn, ReviewRow, ReviewValues } from './review-values.messages.js';
import { say } from './say.js';

const PAGE = 50;

type Asked = Omit<ReadReviewValues, 'cursor'>;

/** By version of the protocol, the latest used first. */
type FormByVersion = ReadonlyMap<string, { readonly protocol: Protocol; readonly form: Form }>;

/** A form of the grid, with what is said beside it. */
interface Line {
  readonly record: KnownForm;
  readonly enrolment: KnownEnrolment;
  readonly centreName: string;
  readonly openQueries: number;
  readonly openedKey: string;
  /** Where it stands in the calendar. */
  readonly place: string;
}

/** Values of one form across patients: where a doubt is seen that no single form shows. */
@Injectable()
export class ReviewValuesReader {
  constructor(
    private readonly protocols: ProtocolVersions,
    private readonly store: Forms,
    private readonly reviews: ReviewService,
    private readonly accessLog: AccessLog,
  ) {}

  /** A page of it: a look that is logged. @throws Problem `unknown-item` for a question that no version of the form has. */
  async page(ctx: Ctx, { cursor, ...asked }: ReadReviewValues): Promise<ReviewValues> {
    await this.record(ctx, asked, 'listed');
    const forms = await this.forms(ctx, asked);
    const columns = columnsOf(asked, forms);
    return { columns, ...(await this.rows(ctx, asked, forms, cursor)) };
  }

  /** The whole table, page after page: one export that is logged. @throws Problem as `page`. */
  async export(
    ctx: Ctx,
    { cursor: _whole, ...asked }: ReadReviewValues,
  ): Promise<{
    columns: ReviewColumn[];
    /** Of which each answer is a number. */ numbers: ReadonlySet<string>;
    rows: AsyncGenerator<ReviewRow>;
  }> {
    await this.record(ctx, asked, 'exported');
    const forms = await this.forms(ctx, asked);
    const columns = columnsOf(asked, forms);
    const rows = everyPage(async (cursor) => {
      const { rows: items, next } = await this.rows(ctx, asked, forms, cursor);
      return { items, ...(next !== undefined && { next }) };
    });
    return { columns, numbers: numbersOf(columns, forms), rows };
  }

  private async record(ctx: Ctx, { authorisationId, formCode, items }: Asked, action: 'listed' | 'exported'): Promise<void> {
    await this.accessLog.record(ctx, {
      action,
      subject: { type: 'review-values', id: authorisationId },
      filter: { formCode, items: codesOf(items) },
    });
  }

  /** The form as each version in use has it: the table has the questions of all of them, whatever page is shown. */
  private async forms(ctx: Ctx, asked: Asked): Promise<FormByVersion> {
    const used = await this.reviewed(ctx, asked)
      .select('form.protocolVersionId', 'id')
      .addSelect('max(form.opened_at)', 'last')
      .groupBy('form.protocolVersionId')
      .orderBy('last', 'DESC')
      .getRawMany<{ id: string }>();
    const forms = new Map<string, { protocol: Protocol; form: Form }>();
    for (const { id } of used) forms.set(id, await this.protocols.form(ctx.tx, id, asked.formCode));
    return forms;
  }

  private async rows(ctx: Ctx, asked: Asked, forms: FormByVersion, cursor: string | undefined): Promise<Omit<ReviewValues, 'columns'>> {
    const codes = codesOf(asked.items);
    const lines = await this.lines(ctx, asked, forms, cursor);
    const shown = lines.slice(0, PAGE);
    const reviews = await this.reviews.leftOn(
      ctx,
      shown.map(({ record }) => record),
    );
    const opened = await this.store.findMany(
      ctx,
      shown.map(({ record }) => record.id),
    );
    const letters = await readableLetters(
      ctx,
      shown.map(({ enrolment }) => enrolment.id),
    );
    const names = await centreNames(ctx, opened);
    const last = shown.at(-1);
    return {
      rows: shown.map((line) => {
        const { review, lock } = reviews.get(line.record.id) ?? { review: [] };
        const open = opened.find(({ record }) => record.id === line.record.id);
        const abilities = lockAbilities(ctx, line, lock !== undefined);
        const known = letters.get(line.enrolment.id);
        return {
          ...viewRow(line),
          ...(known && { letters: known }),
          ...(open ? answersOf(ctx, open, codes, names) : NO_ANSWER),
          locked: lock !== undefined,
          abilities,
          review,
        };
      }),
      ...(lines.length > PAGE && last && { next: encodeCursor([last.openedKey, last.record.id]) }),
    };
  }

  private reviewed(ctx: Ctx, { authorisationId, formCode }: Asked): SelectQueryBuilder<KnownForm> {
    const query = joinEnrolment(allForms(ctx.tx), 'form').where(
      'enrolment.authorisationId = :authorisationId AND form.formCode = :formCode',
      { authorisationId, formCode },
    );
    return whereAllowed(query, ctx.ability, 'review', 'Form', FORM_COLUMNS);
  }

  private async lines(ctx: Ctx, { authorisationId, formCode }: Asked, forms: FormByVersion, cursor: string | undefined): Promise<Line[]> {
    const query = withEnrolment(allForms(ctx.tx), 'form')
      .innerJoin('centre', 'centre', 'centre.id = form.centreId')
      .where('enrolment.authorisationId = :authorisationId AND form.formCode = :formCode', { authorisationId, formCode })
      .addSelect('centre.name', 'line_centre')
      .addSelect('form.opened_at::text', 'line_opened')
      .addSelect(`(SELECT count(*)::int FROM query WHERE query.form_id = form.id AND query.state IN ('open', 'answered'))`, 'line_queries')
      .orderBy('form.openedAt')
      .addOrderBy('form.id')
      .limit(PAGE + 1);
    if (cursor !== undefined) {
      const [openedKey, id] = decodeCursor(cursor, ['instant', 'uuid']);
      query.andWhere('(form.openedAt, form.id) > (CAST(:openedKey AS timestamptz), CAST(:id AS uuid))', { openedKey, id });
    }
    const { entities, raw } = await whereAllowed(query, ctx.ability, 'review', 'Form', FORM_COLUMNS).getRawAndEntities<
      Record<string, string>
    >();
    return entities.map((record, index) => ({
      record,
      place: placeIn(forms.get(record.protocolVersionId), record),
      enrolment: record.enrolment,
      centreName: String(raw[index]?.['line_centre']),
      openQueries: Number(raw[index]?.['line_queries']),
      openedKey: String(raw[index]?.['line_opened']),
    }));
  }
}

/** @throws Problem `unknown-item` for a question that no version in use has; without any form there is no version to ask. */
function columnsOf({ items }: Asked, forms: FormByVersion): ReviewColumn[] {
  const codes = codesOf(items);
  const columns = codes.flatMap((code) => columnOf(code, [...forms.values()]));
  const unknown = codes.find((code) => forms.size > 0 && !columns.some(({ item }) => item === code));
  if (unknown === undefined) return columns;
  const message = say({ code: 'no-such-question', params: { code: unknown } });
  throw new Problem('unknown-item', { rule: 'C1.1', detail: message, items: [{ path: 'items', message }] });
}

function codesOf(items: string): string[] {
  return [...new Set(items.split(','))];
}

function columnOf(code: string, forms: readonly { form: Form }[]): ReviewColumn[] {
  const item = forms.map(({ form }) => itemOf(form, code)).find((each) => each !== undefined);
  return item ? [{ item: code, label: item.label, ...('unit' in item && item.unit !== undefined && { unit: item.unit }) }] : [];
}

/** In every version that has the question. */
function numbersOf(columns: readonly ReviewColumn[], forms: FormByVersion): ReadonlySet<string> {
  const asksNumber = (code: string) =>
    [...forms.values()].every(({ form }) => {
      const item = itemOf(form, code);
      return !item || isNumber(item);
    });
  return new Set(columns.map(({ item }) => item).filter(asksNumber));
}

function itemOf(form: Form, code: string): Item | undefined {
  const content = form.sections.flatMap((section) => section.content);
  return content.flatMap((each) => (each.type === 'group' ? each.items : [each])).find((item) => item.code === code);
}

function viewRow({
  record,
  enrolment,
  centreName,
  openQueries,
  place,
}: Line): Omit<ReviewRow, 'locked' | 'abilities' | 'review' | keyof Answers> {
  const { id: formId, enrolmentId, state, contentVersion } = record;
  return {
    enrolmentId,
    ...(enrolment.registrationNumber && { registrationNumber: enrolment.registrationNumber }),
    centreName,
    formId,
    place,
    state,
    contentVersion,
    openQueries,
  };
}

function placeIn(of: { readonly protocol: Protocol } | undefined, record: KnownForm): string {
  return of ? placeOf({ record, protocol: of.protocol }) : '';
}

type Answers = Pick<ReviewRow, 'values' | 'enteredBy' | 'notApplicable'>;

/** Of a form that left the reader's sight since the page was read. */
const NO_ANSWER: Answers = { values: {}, notApplicable: [] };

function answersOf(ctx: Ctx, open: OpenForm, codes: readonly string[], names: ReadonlyMap<string, string>): Answers {
  const found = readableAnswers(open.form, open.record, open.env, viewerOf(ctx.actor, open));
  const said = codes.flatMap((code): [string, string][] => {
    const words = wordsOf(found, open.protocol, code);
    return words === '' ? [] : [[code, words]];
  });
  const entered = said.flatMap(([code]): [string, string][] => {
    const others = enteredElsewhere(open.record, found, code).map((id) => names.get(id) ?? id);
    return others.length === 0 ? [] : [[code, others.join(', ')]];
  });
  return {
    values: Object.fromEntries(said),
    ...(entered.length > 0 && { enteredBy: Object.fromEntries(entered) }),
    notApplicable: codes.filter((code) => !applies(open.form, found, code)),
  };
}

/** The centres that answered a question, in its rows too, where another one did than that of the visit. */
function enteredElsewhere({ marks, centreId }: KnownForm, { items, values }: Applicability, code: string): string[] {
  const keys = items.filter(({ key, item }) => item.code === code && Object.hasOwn(values, key)).map(({ key }) => key);
  const centres = [...new Set(keys.flatMap((key) => own(marks, key)?.[1] ?? []))];
  return centres.some((each) => each !== centreId) ? centres : [];
}

async function centreNames({ tx }: Ctx, opened: readonly OpenForm[]): Promise<ReadonlyMap<string, string>> {
  const others = opened.flatMap(({ record }) => Object.values(record.marks).flatMap(([, id]) => (id === record.centreId ? [] : [id])));
  if (others.length === 0) return new Map();
  const of = opened.map(({ record }) => record.centreId);
  const rows: { id: string; name: string }[] = await tx.query('SELECT id, name FROM centre WHERE id = ANY($1)', [
    [...new Set([...others, ...of])],
  ]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Of a question in a group, the answers of all rows, one after the other, or the word that there is none. */
function wordsOf({ items, groups, values }: Applicability, { codeLists }: Protocol, code: string): string {
  const stated = groups.find(({ group, statedEmpty }) => statedEmpty && group.items.some((item) => item.code === code));
  return items
    .filter(({ item }) => item.code === (stated?.group.code ?? code))
    .map(({ key, item }) => displayValue(item, valueAt(values, key), codeLists))
    .filter(Boolean)
    .join(' · ');
}

/** Whether the question may be answered here: in a row at least, or in one that would be added. What the form does not have is not said to be hidden. */
function applies(form: Form, { items, groups }: Applicability, code: string): boolean {
  if (!itemOf(form, code) || items.some(({ item }) => item.code === code)) return true;
  return groups.some(({ group, rowIds }) => rowIds.length === 0 && group.items.some((item) => item.code === code));
}
