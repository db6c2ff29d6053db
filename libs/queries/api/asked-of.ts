import { FormStore, titleOf, type OpenForm } from '#forms/api';
import { Problem, type Ctx } from '#kernel/api';
import { EnrolmentStore, type Enrolment } from '#patients/api';
import { displayValue, findItem, findRow, valueAt } from '#protocols/domain';
import type { QueryTarget } from './queries.messages.js';

/** What a query is asked about, as it stands at that moment. */
export interface AskedOf {
  readonly enrolment: Enrolment;
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
export async function findAskedOf(
  ctx: Ctx,
  stores: { forms: FormStore; enrolments: EnrolmentStore },
  target: QueryTarget,
): Promise<AskedOf> {
  const { enrolmentId, formId, item } = target;
  if (!formId) {
    if (item !== undefined) throw wrong('formId', 'Dites de quelle fiche est ce champ.');
    return ofPatient(await stores.enrolments.forUpdate(ctx, enrolmentId));
  }
  const open = await stores.forms.forQuestion(ctx, formId);
  if (open.enrolment.id !== enrolmentId) throw wrong('formId', 'Cette fiche n’est pas de ce dossier.');
  return ofForm(open, item ?? '');
}

function ofPatient(enrolment: Enrolment): AskedOf {
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

/** Of a form, or of one value of it. @throws Problem `unknown-item`. */
export function ofForm(open: Pick<OpenForm, 'enrolment' | 'record' | 'protocol' | 'form'>, item: string): AskedOf {
  const { enrolment, record, form } = open;
  const { id: formId, formCode, centreId: visitCentreId } = record;
  const about = { enrolment, formId, formCode, formTitle: titleOf(open), onFat: record.formKind === 'FAT', visitCentreId };
  if (!item) return { ...about, item, itemLabel: '', valueThen: null, valueThenCentre: '' };
  const itemLabel = findItem(form, item)?.item.label ?? findRow(form, item)?.group.rowLabel;
  if (itemLabel === undefined) {
    const message = `Le champ «\u00a0${item}\u00a0» n’existe pas dans «\u00a0${form.title}\u00a0»\u00a0: le protocole ne le prévoit pas.`;
    throw new Problem('unknown-item', { rule: 'C1.1', detail: message, items: [{ path: 'item', message }] });
  }
  const valueThen = displayAt(open, item) ?? null;
  return { ...about, item, itemLabel, valueThen, valueThenCentre: record.marks[item]?.[1] ?? record.centreId };
}

/** The answer at a key, as people read it; undefined when there is none, or no such question any more. */
export function displayAt({ protocol, form, record }: Pick<OpenForm, 'protocol' | 'form' | 'record'>, key: string): string | undefined {
  const value = valueAt(record.values, key);
  const found = findItem(form, key);
  return found && value !== undefined ? displayValue(found.item, value, protocol.codeLists) : undefined;
}

function wrong(path: string, message: string): Problem {
  return new Problem('invalid-request', { items: [{ path, message }] });
}
