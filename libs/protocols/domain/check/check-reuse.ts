import { declaredItems, type FoundItem } from '../language/keys.js';
import { choicesOf, isTyped } from '../kinds/index.js';
import type { Form, Item, Protocol, ReusedItem } from '../language/language.js';
import { neverReusable, type NotReusable } from './check-reusable.js';
import { meantBy, problemAt, type Path, type ProtocolProblem } from './protocol-problem.js';
import { unknownItem } from './rule-names.js';

type Found = Omit<FoundItem, 'rowId'>;

/** What a PUT-SP says that an early access takes up of it, as far as it knows itself: its own forms have these fields, and they stay true elsewhere. */
export function checkReuse(protocol: Protocol): readonly ProtocolProblem[] {
  const { reuse, put } = protocol;
  if (!reuse) return [];
  if (put.kind !== 'PUT-SP') return [problemAt(['reuse'], { code: 'reuse/early-access' })];
  const itself = reuse.protocol === protocol.code ? [problemAt(['reuse', 'protocol'], { code: 'reuse/own' })] : [];
  const taken = new Set<string>();
  return [
    ...itself,
    ...reuse.items.flatMap((each, index) => {
      const at = ['reuse', 'items', index];
      const twice = taken.has(each.to) ? [problemAt([...at, 'to'], { code: 'reuse/twice', params: { code: each.to } })] : [];
      taken.add(each.to);
      return [...twice, ...checkSource(protocol, each, at)];
    }),
  ];
}

function checkSource(protocol: Protocol, { form: code, item }: ReusedItem, at: Path): readonly ProtocolProblem[] {
  const form = protocol.forms.find((each) => each.code === code);
  if (!form) {
    const known = protocol.forms.map((each) => each.code);
    return [problemAt([...at, 'form'], { code: 'unknown-form', params: { code, meant: meantBy(code, known) } })];
  }
  return checkField(protocol, form, item, [...at, 'item'], ['identity', 'criterion']);
}

/**
 * What prevents the FAT of an early access from taking up what a PUT-SP says of it: none where each field is there, of the same kind, unit and codes, and no
 * criterion, score or day among them (charter C8.2). Each at its line of the PUT-SP.
 */
export function reuseProblems(former: Protocol, later: Protocol): readonly ProtocolProblem[] {
  const { reuse } = former;
  if (!reuse) return [];
  if (reuse.protocol !== later.code)
    return [problemAt(['reuse', 'protocol'], { code: 'reuse/other-protocol', params: { protocol: reuse.protocol, other: later.code } })];
  const fat = later.forms.find(({ kind }) => kind === 'FAT');
  if (!fat) return [problemAt(['reuse', 'protocol'], { code: 'reuse/no-access-form', params: { protocol: later.code } })];
  return reuse.items.flatMap((each, index) => {
    const at = ['reuse', 'items', index, 'to'];
    const own = checkSource(former, each, ['reuse', 'items', index]);
    const wrong = [...own, ...checkField(later, fat, each.to, at, ['identity'])];
    const [from, to] = [found(former.forms, each.form, each.item), found([fat], fat.code, each.to)];
    return wrong.length > 0 || !from || !to ? wrong : unlike(former, from.item, later, to.item, at);
  });
}

/** A field that is there, that someone types, and that stays true elsewhere, but for reasons that do not count here. */
function checkField(protocol: Protocol, form: Form, code: string, at: Path, allowed: readonly NotReusable[]): readonly ProtocolProblem[] {
  const field = found([form], form.code, code);
  if (!field) return [unknownItem(code, form, at)];
  if (field.group) return [problemAt(at, { code: 'item-in-group/reuse', params: { code } })];
  const why = isTyped(field.item) ? neverReusable(protocol, form)(field.item, allowed) : 'score';
  return why ? [problemAt(at, { code: 'not-reusable/from', params: { why } })] : [];
}

/** A number is taken up in its own unit, and a choice only where each of its codes means something. */
function unlike(former: Protocol, from: Item, later: Protocol, to: Item, at: Path): readonly ProtocolProblem[] {
  if (from.type !== to.type) return [problemAt(at, { code: 'wrong-type/reuse', params: { from, to } })];
  const [was, is] = [unitOf(from), unitOf(to)];
  if (was !== is) return [problemAt(at, { code: 'wrong-type/reuse-unit', params: { from: was, to: is } })];
  const known = new Set(choicesOf(to, later.codeLists)?.map(({ code }) => code));
  const codes = (choicesOf(from, former.codeLists) ?? []).flatMap(({ code }) => (known.has(code) ? [] : [code]));
  return codes.length > 0 ? [problemAt(at, { code: 'unknown-code/reuse', params: { codes } })] : [];
}

function unitOf(item: Item): string {
  return 'unit' in item && typeof item.unit === 'string' ? item.unit : '';
}

function found(forms: readonly Form[], form: string, code: string): Found | undefined {
  const rules = forms.find((each) => each.code === form);
  return rules && declaredItems(rules).find(({ item }) => item.code === code);
}
