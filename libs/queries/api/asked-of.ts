import { own } from '#kernel/domain';
import { titleOf, type Forms, type OpenForm } from '#forms/api';
import { Problem, type Ctx } from '#kernel/api';
import { readableAnswers, type Viewer } from '#forms/domain';
import { Enrolments, type KnownEnrolment } from '#patients/api';
import { displayValue, findItem, findRow, isOpeningKind, valueAt } from '#protocols/domain';
import type { QueryTarget } from './queries.messages.js';
import { say, type QueryAnswer } from './say.js';

/** What a query is asked about, as it stands at that moment. */
export interface AskedOf {
  readonly enrolment: KnownEnrolment;
  readonly formId: string | null;
  readonly formCode: string;
  readonly formTitle: string;
  readonly onFat: boolean;
  readonly item: string;
  readonly itemLabel: string;
  readonly visitCentreId: string;
  /** As people read it, and the centre that entered it. */
  readonly valueThen: string | null;
  readonly valueThenCentre: string;
}

/**
 * Finds what is asked about, through the actor's scope, and locks its enrolment.
 * @throws Problem `not-found`, `unknown-item`, `invalid-request`.
 */
export async function findAskedOf(ctx: Ctx, stores: { forms: Forms; enrolments: Enrolments }, target: QueryTarget): Promise<AskedOf> {
  const { enrolmentId, formId, item } = target;
  if (!formId) {
    if (item !== undefined) throw wrong('formId', { code: 'field-of-no-form' });
    return ofPatient(await stores.enrolments.forUpdate(ctx, enrolmentId));
  }
  const open = await stores.forms.forQuestion(ctx, formId);
  if (open.enrolment.id !== enrolmentId) throw wrong('formId', { code: 'form-of-another-file' });
  if (!item) return aboutForm(open, '', '', undefined);
  // Its conditions, which may hide the answer, read the patient's other forms.
  const { env } = await stores.forms.find(ctx, formId);
  return ofForm({ ...open, env }, item);
}

function ofPatient(enrolment: KnownEnrolment): AskedOf {
  const nothing = {
    formId: null,
    formCode: '',
    formTitle: '',
    onFat: false,
    item: '',
    itemLabel: '',
    valueThen: null,
    valueThenCentre: '',
  };
  return { enrolment, ...nothing, visitCentreId: enrolment.centreId };
}

/** Of one value of a form. @throws Problem `unknown-item`. */
export function ofForm(open: Pick<OpenForm, 'enrolment' | 'record' | 'protocol' | 'form' | 'env'>, item: string): AskedOf {
  const { enrolment, form } = open;
  const itemLabel = findItem(form, item)?.item.label ?? findRow(form, item)?.group.rowLabel;
  if (itemLabel === undefined) {
    const message = say({ code: 'no-such-field', params: { item, form: form.title } });
    throw new Problem('unknown-item', { rule: 'C1.1', detail: message, items: [{ path: 'item', message }] });
  }
  // Who reads it later is told as far as they see it, by the centre that entered it.
  const valueThen = displayAt(open, item, { centres: { current: enrolment.centreId, former: [] } });
  return aboutForm(open, item, itemLabel, valueThen);
}

/** Of a form as a whole, with words that no field of it holds any more, and the centre that had given them. */
export function ofWholeForm(open: Pick<OpenForm, 'enrolment' | 'record' | 'protocol' | 'form'>, words: string, centreId: string): AskedOf {
  return { ...aboutForm(open, '', '', words), valueThenCentre: centreId };
}

function aboutForm(
  open: Pick<OpenForm, 'enrolment' | 'record' | 'protocol' | 'form'>,
  item: string,
  itemLabel: string,
  valueThen: string | undefined,
): AskedOf {
  const { enrolment, record } = open;
  // A question about an answer is that of the centre which gave it, no matter whose visit it is (charter C10.5).
  const entered = own(record.marks, item)?.[1] ?? record.centreId;
  return {
    enrolment,
    formId: record.id,
    formCode: record.formCode,
    formTitle: titleOf(open),
    onFat: isOpeningKind(record.formKind),
    visitCentreId: item ? entered : record.centreId,
    item,
    itemLabel,
    valueThen: valueThen ?? null,
    valueThenCentre: item && entered,
  };
}

/** The answer at a key, as that person reads it; undefined when there is none, when its question does not apply or is no more. */
export function displayAt(
  { protocol, form, record, env }: Pick<OpenForm, 'protocol' | 'form' | 'record' | 'env'>,
  key: string,
  viewer: Viewer,
): string | undefined {
  const value = valueAt(readableAnswers(form, record, env, viewer).values, key);
  const found = findItem(form, key);
  return found && value !== undefined ? displayValue(found.item, value, protocol.codeLists) : undefined;
}

function wrong(path: string, says: QueryAnswer): Problem {
  return new Problem('invalid-request', { items: [{ path, message: say(says) }] });
}
