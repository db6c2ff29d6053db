import { checkCase } from './check-case.js';
import { checkItem } from './check-items.js';
import { checkReusable } from './check-reusable.js';
import { checkCondition } from './check-rules.js';
import { declaredItems } from '../language/keys.js';
import { choicesOf } from '../kinds/index.js';
import type { Check, Condition, Form, Group, Item, Proposal, Protocol, Section, SignatureRule } from '../language/language.js';
import { isOpeningKind } from '../language/opening-form.js';
import { duplicates, meantBy, problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import { unknownItem, type RulePlace } from './rule-names.js';
import { referencesOfCondition } from '../rules/references.js';
import { scopeOn } from '../rules/scope.js';
import { checkValue } from '../values/value-check.js';

/** A form read in its order, as `applicability` reads it: what is met first may be named by what comes after. */
export function checkForm(protocol: Protocol, form: Form, path: Path): readonly ProtocolProblem[] {
  const met = new Set<Item>();
  const place: RulePlace = { protocol, form, met };
  const problems: ProtocolProblem[] = [];

  const meet = (item: Item, at: Path, group?: Group) => {
    const here = { ...place, subject: item, ...(group && { group }) };
    if (item.when) problems.push(...checkCondition(item.when, here, [...at, 'when']));
    if (item.requiredWhen) problems.push(...checkRequirement(item, item.requiredWhen, here, [...at, 'requiredWhen']));
    problems.push(...checkItem(item, here, at));
    met.add(item);
  };

  form.sections.forEach((section, index) => {
    const at = [...path, 'sections', index];
    if (section.when) problems.push(...checkCondition(section.when, place, [...at, 'when']));
    section.content.forEach((content, position) => {
      const here = [...at, 'content', position];
      if (content.type !== 'group') return meet(content, here);
      if (content.when) problems.push(...checkCondition(content.when, place, [...here, 'when']));
      problems.push(...checkGroup(content, here));
      content.items.forEach((item, row) => meet(item, [...here, 'items', row], content));
    });
  });

  return [
    ...problems,
    ...checkNames(form, path),
    ...checkHeldOn(form, path),
    ...checkCase(form, path),
    ...checkChecks(protocol, form, path),
    ...checkProposals(protocol, form, path),
    ...checkSignatures(form, path),
    ...checkReusable(protocol, form, path),
  ];
}

function checkRequirement(item: Item, when: Condition, place: RulePlace, path: Path): readonly ProtocolProblem[] {
  const twice = item.required === undefined ? [] : [problemAt(path, { code: 'required-twice' })];
  return [...twice, ...checkCondition(when, place, path)];
}

/** The day of a form is one day: an item of type date that exists once in it. */
function checkHeldOn(form: Form, path: Path): readonly ProtocolProblem[] {
  const { heldOn } = form;
  if (heldOn === undefined) return [];
  const at = [...path, 'heldOn'];
  const found = declaredItems(form).find(({ item }) => item.code === heldOn);
  if (!found) return [unknownItem(heldOn, form, at)];
  return found.item.type === 'date' && !found.group ? [] : [problemAt(at, { code: 'wrong-type/held-on' })];
}

function checkGroup({ min, max, mayBeEmpty, place }: Group, path: Path): readonly ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  if (min !== undefined && max !== undefined && min > max)
    problems.push(problemAt([...path, 'min'], { code: 'bounds', params: { min, max } }));
  if (mayBeEmpty && min !== undefined && min > 0)
    problems.push(problemAt([...path, 'mayBeEmpty'], { code: 'bounds/may-be-empty', params: { min } }));
  if (place.trim() === '') problems.push(problemAt([...path, 'place'], { code: 'place-missing/group' }));
  return problems;
}

function checkNames(form: Form, path: Path): readonly ProtocolProblem[] {
  const sections = form.sections.map(({ code }, index) => ({ code, path: [...path, 'sections', index, 'code'] }));
  const items = form.sections.flatMap((section: Section, index) =>
    section.content.flatMap((content, position) => {
      const at = [...path, 'sections', index, 'content', position];
      const own = { code: content.code, path: [...at, 'code'] };
      return content.type === 'group'
        ? [own, ...content.items.map(({ code }, row) => ({ code, path: [...at, 'items', row, 'code'] }))]
        : [own];
    }),
  );
  const checks = (form.checks ?? []).map(({ code }, index) => ({ code, path: [...path, 'checks', index, 'code'] }));
  return [...duplicates(sections, 'section'), ...duplicates(items, 'item'), ...duplicates(checks, 'check')];
}

function checkChecks(protocol: Protocol, form: Form, path: Path): readonly ProtocolProblem[] {
  const declared = new Set(declaredItems(form).map(({ item }) => item.code));
  return (form.checks ?? []).flatMap((check: Check, index) => {
    const at = [...path, 'checks', index];
    const unknown = check.items.flatMap((code, position) =>
      declared.has(code) ? [] : [unknownItem(code, form, [...at, 'items', position])],
    );
    return [...unknown, ...checkRule(check.assert, check.items, protocol, form, at, 'assert')];
  });
}

/** What may be proposed is filled when it happens, or once: a visit's forms come with the calendar, and the FAT came first. */
function checkProposals(protocol: Protocol, form: Form, path: Path): readonly ProtocolProblem[] {
  return (form.proposes ?? []).flatMap((proposal: Proposal, index) => {
    const at = [...path, 'proposes', index];
    const proposed = protocol.forms.find((each) => each.code === proposal.form);
    const known = protocol.forms.filter(isProposable).map(({ code }) => code);
    const target = !proposed
      ? [problemAt([...at, 'form'], { code: 'unknown-form', params: { code: proposal.form, meant: meantBy(proposal.form, known) } })]
      : proposed === form || !isProposable(proposed)
        ? [problemAt([...at, 'form'], { code: 'not-proposable', params: { form: proposal.form, proposable: known } })]
        : [];
    const rule = checkRule(proposal.when, [], protocol, form, at, 'when');
    return [...target, ...rule, ...checkOffers(protocol, proposed, proposal, [...at, 'with'])];
  });
}

/** What comes with a proposal is a choice of the proposed form, and one that it admits. */
function checkOffers(
  protocol: Protocol,
  proposed: Form | undefined,
  { with: offers = {} }: Proposal,
  path: Path,
): readonly ProtocolProblem[] {
  if (!proposed) return [];
  return Object.entries(offers).flatMap(([code, value]) => {
    const at = [...path, code];
    const { item, group } = declaredItems(proposed).find((each) => each.item.code === code) ?? {};
    if (!item) return [unknownItem(code, proposed, at)];
    if (group || !choicesOf(item, protocol.codeLists)) return [problemAt(at, { code: 'wrong-type/offered', params: { code } })];
    const wrong = checkValue(item, value, protocol.codeLists, scopeOn(proposed, {}, { today: '' }));
    return wrong ? [problemAt(at, { code: 'unknown-code/offered', params: { says: wrong.says } })] : [];
  });
}

function isProposable({ kind, occurs }: Form): boolean {
  return !isOpeningKind(kind) && occurs !== 'per-visit';
}

/** A rule asked once the form is known: for the form, or for each row of the one group whose items it names. */
function checkRule(
  condition: Condition,
  items: readonly string[],
  protocol: Protocol,
  form: Form,
  path: Path,
  property: 'assert' | 'when',
): readonly ProtocolProblem[] {
  const declared = declaredItems(form);
  const own = referencesOfCondition(condition).filter((each) => !each.form && !each.previousVisit);
  const named = [...items, ...own.map(({ item }) => item)];
  const whole = new Set(own.flatMap(({ anyRowOf }) => anyRowOf ?? []));
  const groups = new Set(
    declared.filter(({ item }) => named.includes(item.code)).flatMap(({ group }) => (group && !whole.has(group.code) ? [group] : [])),
  );
  const [group] = groups;
  const crossed = groups.size > 1 ? [problemAt(path, { code: 'item-in-group/two' })] : [];
  return [...crossed, ...checkCondition(condition, group ? { protocol, form, group } : { protocol, form }, [...path, property])];
}

/** Charter C5.6: the FAT has two signatures, one of a prescriber and one of a pharmacist. An inclusion is the prescriber's act (R7). */
const NEEDED: Partial<Readonly<Record<Form['kind'], readonly SignatureRule['role'][]>>> = {
  FAT: ['prescriber', 'pharmacist'],
  INC: ['prescriber'],
};

function checkSignatures(form: Form, path: Path): readonly ProtocolProblem[] {
  const rules = form.signatures ?? [];
  const sections = form.sections.map(({ code }) => code);
  const unknown = rules.flatMap((rule: SignatureRule, index) =>
    rule.covers.flatMap((code, position) => {
      if (sections.includes(code)) return [];
      const params = { form: form.code, code, meant: meantBy(code, sections) };
      return [problemAt([...path, 'signatures', index, 'covers', position], { code: 'unknown-section', params })];
    }),
  );
  const roles = duplicates(
    rules.map(({ role }, index) => ({ code: role, path: [...path, 'signatures', index, 'role'] })),
    'signature',
  );
  const missing = NEEDED[form.kind]?.filter((role) => !rules.some((rule) => rule.role === role)) ?? [];
  return [...unknown, ...roles, ...missing.map((role) => problemAt(path, { code: 'signature-missing', params: { role } }))];
}
