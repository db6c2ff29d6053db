import { change, matched, reordered, same, type Change, type ChangeMessage } from './change.js';
import { conditionChanges, differencesOfItem, rolesCovering, type Side } from './difference-of-items.js';
import { declaredItems } from '../language/keys.js';
import { isTyped } from '../kinds/index.js';
import type { Form, Group, Section, SignatureRule } from '../language/language.js';

/** What a form says otherwise than it did. */
export function differencesOfForm(from: Side, to: Side): readonly Change[] {
  return [
    ...ownChanges(from, to),
    ...sectionChanges(from, to),
    ...groupChanges(from, to),
    ...itemChanges(from, to),
    ...checkChanges(from, to),
    ...proposalChanges(from, to),
    ...signatureChanges(from, to),
  ];
}

function ownChanges({ form: was }: Side, { form: is }: Side): readonly Change[] {
  const { title } = is;
  const told = (says: ChangeMessage, more: Partial<Change> = {}) => change(says, 'form', { form: is.code, ...more });
  const signed = (was.signatures ?? []).length > 0;
  return [
    ...(was.title === title ? [] : [told({ code: 'form-renamed', params: { was: was.title, is: title } }, { breaksSignatures: signed })]),
    ...(was.kind === is.kind ? [] : [told({ code: 'form-kind', params: { title, was: was.kind, is: is.kind } }, { needsMapping: true })]),
    ...(was.occurs === is.occurs ? [] : [told({ code: 'form-occurs', params: { title, occurs: is.occurs } }, { needsMapping: true })]),
    ...(was.place === is.place ? [] : [told({ code: 'form-place', params: { title } })]),
    ...(was.heldOn === is.heldOn ? [] : [told({ code: 'form-day', params: { title } })]),
    ...(same(was.case, is.case) ? [] : [told({ code: 'form-case', params: { title } })]),
  ];
}

function sectionChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(from.form.sections, to.form.sections, ({ code }) => code);
  const about = { form: to.form.code };
  return [
    ...removed.map(({ title }) => change({ code: 'section-removed', params: { title } }, 'section', { ...about, kind: 'removed' })),
    ...added.map(({ title }) => change({ code: 'section-added', params: { title } }, 'section', { ...about, kind: 'added' })),
    ...kept.flatMap(([was, is]) => sectionChange(was, is, from, to)),
    ...(reordered(from.form.sections, to.form.sections, ({ code }) => code) ? [change({ code: 'order-of-sections' }, 'order', about)] : []),
  ];
}

function sectionChange(was: Section, is: Section, from: Side, to: Side): readonly Change[] {
  const { title, enteredBy } = is;
  const signed = rolesCovering(from.form, { section: was }).length > 0;
  const told = (says: ChangeMessage, more: Partial<Change> = {}) => change(says, 'section', { form: to.form.code, ...more });
  return [
    ...(was.title === title
      ? []
      : [told({ code: 'section-renamed', params: { was: was.title, is: title } }, { breaksSignatures: signed })]),
    ...(was.enteredBy === enteredBy ? [] : [told({ code: 'section-entered-by', params: { title, enteredBy } })]),
    ...(was.help === is.help ? [] : [told({ code: 'section-help', params: { title } })]),
    ...conditionChanges(was, is, signed).map((effects) =>
      change({ code: 'section-shown', params: { title, when: is.when, at: to } }, 'condition', { form: to.form.code, ...effects }),
    ),
    ...(reordered(was.content, is.content, ({ code }) => code)
      ? [change({ code: 'section-order', params: { title } }, 'order', { form: to.form.code })]
      : []),
  ];
}

type Placed = Readonly<{ group: Group; section: Section }>;

function groupChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(groupsOf(from.form), groupsOf(to.form), ({ group }) => group.code);
  const about = ({ group }: Placed) => ({ form: to.form.code, item: group.code });
  const isSigned = (placed: Placed) => rolesCovering(from.form, placed).length > 0;
  return [
    ...removed.map((placed) =>
      change({ code: 'group-removed', params: { label: placed.group.label } }, 'group', {
        ...about(placed),
        kind: 'removed',
        needsMapping: true,
        losesValues: true,
        breaksSignatures: isSigned(placed),
      }),
    ),
    ...added.map((placed) =>
      change({ code: 'group-added', params: { label: placed.group.label } }, 'group', { ...about(placed), kind: 'added' }),
    ),
    ...kept.flatMap(([was, is]) => groupChange(was.group, is.group, to, isSigned(was)).map((each) => ({ ...each, ...about(is) }))),
  ];
}

function groupChange(was: Group, is: Group, to: Side, signed: boolean): readonly Change[] {
  const { label, min = 0, max, mayBeEmpty = false } = is;
  const bounds = (group: Group) => [group.min ?? 0, group.max ?? null];
  return [
    ...(was.label === label
      ? []
      : [change({ code: 'group-renamed', params: { was: was.label, is: label } }, 'label', { breaksSignatures: signed })]),
    ...(was.rowLabel === is.rowLabel ? [] : [change({ code: 'group-row', params: { label, row: is.rowLabel } }, 'label')]),
    ...(was.place === is.place ? [] : [change({ code: 'group-place', params: { label } }, 'entry')]),
    ...(same(bounds(was), bounds(is)) ? [] : [change({ code: 'group-bounds', params: { label, min, max } }, 'bounds')]),
    ...((was.mayBeEmpty ?? false) === mayBeEmpty
      ? []
      : [change({ code: 'group-may-be-empty', params: { label, mayBeEmpty } }, 'required')]),
    ...conditionChanges(was, is, signed).map((effects) =>
      change({ code: 'group-shown', params: { label, when: is.when, at: to } }, 'condition', effects),
    ),
    ...(reordered(was.items, is.items, ({ code }) => code) ? [change({ code: 'group-order', params: { label } }, 'order')] : []),
  ];
}

function groupsOf(form: Form): readonly Placed[] {
  return form.sections.flatMap((section) => section.content.flatMap((group) => (group.type === 'group' ? [{ group, section }] : [])));
}

function itemChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(declaredItems(from.form), declaredItems(to.form), ({ item }) => item.code);
  return [
    ...removed.map((found) => {
      const holdsAnswers = isTyped(found.item);
      return change({ code: 'item-removed', params: { label: found.item.label } }, 'item', {
        form: to.form.code,
        item: found.item.code,
        kind: 'removed',
        needsMapping: holdsAnswers,
        losesValues: holdsAnswers,
        breaksSignatures: rolesCovering(from.form, found).length > 0,
      });
    }),
    ...added.map(({ item: { code, label, required = false } }) =>
      change({ code: 'item-added', params: { label, required } }, 'item', { form: to.form.code, item: code, kind: 'added' }),
    ),
    ...kept.flatMap((pair) => differencesOfItem(pair, [from, to])),
  ];
}

function checkChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(from.form.checks ?? [], to.form.checks ?? [], ({ code }) => code);
  const told = (says: ChangeMessage, kind: Change['kind']) => change(says, 'check', { form: to.form.code, kind });
  return [
    ...removed.map((check) => told({ code: 'check-removed', params: { check } }, 'removed')),
    ...added.map((check) => told({ code: 'check-added', params: { check, at: to } }, 'added')),
    ...kept.filter(([was, is]) => !same(was, is)).map(([, check]) => told({ code: 'check-changed', params: { check, at: to } }, 'changed')),
    ...(reordered(from.form.checks ?? [], to.form.checks ?? [], ({ code }) => code)
      ? [change({ code: 'order-of-checks' }, 'order', { form: to.form.code })]
      : []),
  ];
}

function proposalChanges(from: Side, to: Side): readonly Change[] {
  const [was, is] = [from, to].map(({ form }) => form.proposes ?? []) as [NonNullable<Form['proposes']>, NonNullable<Form['proposes']>];
  const missing = (each: (typeof was)[number], among: typeof was) => !among.some((other) => same(each, other));
  const told = (says: ChangeMessage, kind: Change['kind']) => change(says, 'proposal', { form: to.form.code, kind });
  return [
    ...was
      .filter((each) => missing(each, is))
      .map((proposal) => told({ code: 'proposal-removed', params: { proposal, at: from } }, 'removed')),
    ...is.filter((each) => missing(each, was)).map((proposal) => told({ code: 'proposal-added', params: { proposal, at: to } }, 'added')),
  ];
}

/** What a signature covers or means binds the person who signed: it cannot change under their name. */
function signatureChanges(from: Side, to: Side): readonly Change[] {
  const { removed, added, kept } = matched(from.form.signatures ?? [], to.form.signatures ?? [], ({ role }) => role);
  const told = (says: ChangeMessage, kind: Change['kind'], breaksSignatures: boolean) =>
    change(says, 'signature', { form: to.form.code, kind, breaksSignatures });
  const titles = ({ covers }: SignatureRule) => to.form.sections.filter(({ code }) => covers.includes(code)).map(({ title }) => title);
  const sorted = ({ covers }: SignatureRule) => [...covers].sort();
  return [
    ...removed.map(({ role }) => told({ code: 'signature-removed', params: { role } }, 'removed', true)),
    ...added.map(({ role }) => told({ code: 'signature-added', params: { role } }, 'added', false)),
    ...kept.flatMap(([was, is]) => {
      const { role, meaning } = is;
      return [
        ...(was.meaning === meaning ? [] : [told({ code: 'signature-means', params: { role, meaning } }, 'changed', true)]),
        ...(same(sorted(was), sorted(is))
          ? []
          : [told({ code: 'signature-covers', params: { role, titles: titles(is) } }, 'changed', true)]),
      ];
    }),
  ];
}
