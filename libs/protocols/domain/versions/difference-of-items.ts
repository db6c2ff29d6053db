import { own } from '#kernel/domain';
import { change, same, type Aspect, type Change, type ChangeMessage, type Entry } from './change.js';
import type { FoundItem } from '../language/keys.js';
import { CODES } from '../kinds/comparison.js';
import { AS_IT_STANDS, choicesOf, conversion, kindOf } from '../kinds/index.js';
import type { Form, Item, Protocol, Section, SignatureRule } from '../language/language.js';

/** A form in one version of the protocol. */
export interface Side {
  readonly protocol: Protocol;
  readonly form: Form;
}
type Found = Omit<FoundItem, 'rowId'>;

/** What an item says otherwise than it did. */
export function differencesOfItem([before, after]: readonly [Found, Found], [from, to]: readonly [Side, Side]): readonly Change[] {
  const [was, is] = [before.item, after.item];
  const { label, required = false, requiredWhen } = is;
  const signed = rolesCovering(from.form, before).length > 0;
  const told: Told = (about, says, more = {}) => {
    const { breaksSignatures = false, ...rest } = more;
    return change(says, about, { form: to.form.code, item: is.code, ...rest, breaksSignatures: breaksSignatures && signed });
  };

  return [
    ...(was.label === label
      ? []
      : [told('label', { code: 'item-renamed', params: { was: was.label, is: label } }, { breaksSignatures: true })]),
    ...moved(before, after, from, to, told),
    ...(before.group?.code === after.group?.code
      ? []
      : [told('type', regrouped(before, after), { needsMapping: true, losesValues: true, breaksSignatures: true })]),
    ...typeChange(was, is, told),
    ...codeChanges(was, is, told, from, to),
    ...limitChange(was, is, told, to),
    ...conditionChanges(was, is, true).map((effects) =>
      told('condition', { code: 'item-shown', params: { label, when: is.when, at: to } }, effects),
    ),
    ...(same([was.required ?? false, was.requiredWhen], [required, requiredWhen])
      ? []
      : [
          told(
            'required',
            requiredWhen
              ? { code: 'item-required-when', params: { label, when: requiredWhen, at: to } }
              : { code: 'item-required', params: { label, required } },
          ),
        ]),
    ...reasonChanges(was, is, told),
    ...('formula' in was && 'formula' in is && !same([was.formula, was.result], [is.formula, is.result])
      ? [told('formula', { code: 'item-formula', params: { label, formula: is.formula, at: to } }, { breaksSignatures: true })]
      : []),
    ...ENTRY.filter((property) => !same(was[property], is[property])).map((property) =>
      told('entry', { code: 'item-entry', params: { label, property } }, property === 'binds' ? { needsMapping: true } : {}),
    ),
  ];
}

type Told = (about: Aspect, says: ChangeMessage, more?: Partial<Change>) => Change;

const ENTRY: readonly Entry[] = ['place', 'reliability', 'help', 'prefill', 'reusable', 'binds'];

function typeChange(was: Item, is: Item, told: Told): readonly Change[] {
  const { label } = is;
  const convertible = conversion(was, is) === AS_IT_STANDS;
  const unit = (item: Item) => ('unit' in item ? item.unit : undefined);
  return [
    ...(was.type === is.type
      ? []
      : [
          told(
            'type',
            { code: 'item-kind', params: { label, was: was.type, is: is.type } },
            {
              needsMapping: !convertible,
              losesValues: !convertible,
              breaksSignatures: true,
            },
          ),
        ]),
    ...(unit(was) === unit(is)
      ? []
      : [
          told(
            'type',
            { code: 'item-unit', params: { label, was: unit(was), is: unit(is) } },
            {
              needsMapping: true,
              breaksSignatures: true,
            },
          ),
        ]),
  ];
}

function codeChanges(was: Item, is: Item, told: Told, from: Side, to: Side): readonly Change[] {
  const { label } = is;
  const codes = (item: Item, { protocol }: Side) => choicesOf(item, protocol.codeLists) ?? [];
  const [former, now] = [codes(was, from), codes(is, to)];
  if (former.length === 0 || now.length === 0) return [];
  const labels = (entries: typeof former) => entries.map((entry) => entry.label);
  const removed = former.filter(({ code }) => !now.some((entry) => entry.code === code));
  const added = now.filter(({ code }) => !former.some((entry) => entry.code === code));
  const renamed = now.filter((each) => former.some((entry) => entry.code === each.code && entry.label !== each.label));
  const order = former.map(({ code }) => code).filter((code) => now.some((entry) => entry.code === code));
  const moved = !same(
    order,
    now.map(({ code }) => code).filter((code) => order.includes(code)),
  );
  return [
    ...(removed.length > 0
      ? [
          told(
            'codes',
            { code: 'item-loses-choices', params: { label, labels: labels(removed) } },
            {
              needsMapping: true,
              losesValues: true,
              breaksSignatures: true,
            },
          ),
        ]
      : []),
    ...(added.length > 0 ? [told('codes', { code: 'item-gains-choices', params: { label, labels: labels(added) } })] : []),
    ...(renamed.length > 0
      ? [told('codes', { code: 'item-renames-choices', params: { label, labels: labels(renamed) } }, { breaksSignatures: true })]
      : []),
    // The codes of a multiple choice are kept in the order of its list.
    ...(moved
      ? [
          told(
            'order',
            { code: 'item-order-of-choices', params: { label } },
            kindOf(is).compare.type === CODES ? { needsMapping: true } : {},
          ),
        ]
      : []),
  ];
}

function reasonChanges(was: Item, is: Item, told: Told): readonly Change[] {
  const { label } = is;
  const [former, now] = [was.missingReasons ?? [], is.missingReasons ?? []];
  const removed = former.filter((reason) => !now.includes(reason));
  const added = now.filter((reason) => !former.includes(reason));
  return [
    ...(removed.length > 0
      ? [
          told(
            'missing-reasons',
            { code: 'item-loses-reasons', params: { label, reasons: removed } },
            {
              needsMapping: true,
              losesValues: true,
            },
          ),
        ]
      : []),
    ...(added.length > 0 ? [told('missing-reasons', { code: 'item-gains-reasons', params: { label, reasons: added } })] : []),
  ];
}

function limitChange(was: Item, is: Item, told: Told, to: Side): readonly Change[] {
  if (same(limitsOf(was), limitsOf(is))) return [];
  const closer = narrows(was, is);
  const limits = kindOf(is)
    .limits(is)
    .map(({ says }) => says(to));
  return [told('bounds', { code: 'item-limits', params: { label: is.label, limits, closer } }, closer ? { needsMapping: true } : {})];
}

function limitsOf(item: Item): Readonly<Record<string, unknown>> {
  const limits = kindOf(item).limits(item);
  return Object.fromEntries(limits.map(({ name, value }) => [name, value]));
}

/** Whether a limit may refuse what was taken before it: one that is new or closer, or of which this cannot be told. */
function narrows(was: Item, is: Item): boolean {
  const former = limitsOf(was);
  return kindOf(is)
    .limits(is)
    .some(({ name, value, isWiderThan }) => !same(own(former, name), value) && !isWiderThan?.(own(former, name)));
}

/** What a condition that is new or other does: it may hide answers. Nothing when it stands. */
export function conditionChanges(was: Pick<Section, 'when'>, is: Pick<Section, 'when'>, signed: boolean) {
  const mayHide = is.when !== undefined;
  return same(was.when ?? null, is.when ?? null) ? [] : [{ losesValues: mayHide, breaksSignatures: mayHide && signed }];
}

function moved(before: Found, after: Found, from: Side, to: Side, told: Told): readonly Change[] {
  if (before.section.code === after.section.code) return [];
  const otherSignatures = coverageDiffers(before, after, from, to);
  const params = { label: after.item.label, was: before.section.title, is: after.section.title, otherSignatures };
  return [told('entry', { code: 'item-moved', params }, { breaksSignatures: otherSignatures })];
}

function regrouped({ group: was }: Found, { item: { label }, group: is }: Found): ChangeMessage {
  return is
    ? { code: 'item-into-group', params: { label, group: is.label } }
    : { code: 'item-out-of-group', params: { label, group: was?.label ?? '' } };
}

function coverageDiffers(before: Found, after: Found, from: Side, to: Side): boolean {
  return !same(rolesCovering(from.form, before), rolesCovering(to.form, after));
}

/** The roles whose signature covers the section. */
export function rolesCovering(form: Form, { section }: Pick<Found, 'section'>): readonly SignatureRule['role'][] {
  return (form.signatures ?? [])
    .filter(({ covers }) => covers.includes(section.code))
    .map(({ role }) => role)
    .sort();
}
