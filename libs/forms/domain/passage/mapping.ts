import { declaredItems, type Form, type Group, type Value } from '#protocols/domain';
import type { FormMessage } from '../say.js';

/** What becomes of the answers of an item, or of the rows of a group, that the new version has not under the same code; null: they leave the data. */
export interface ItemMove {
  readonly form: string;
  readonly from: string;
  readonly to: string | null;
  /** They leave the data, since no field can hold them, and the centre is asked about them; `to` says nothing then. */
  readonly keep?: boolean;
}

/** What becomes of an answer that an item of the new version does not accept; null: it leaves the data. */
export interface ValueMove {
  readonly form: string;
  /** Of the new version. */
  readonly item: string;
  readonly from: Value;
  readonly to: Value | null;
  /** It stays as it is, wrong under the new version, and the centre is asked about it; `to` says nothing then. */
  readonly keep?: boolean;
}

/** How forms begun under one version go to another, as the manager states it. What is not said goes to the item of the same code. */
export interface Mapping {
  readonly items: readonly ItemMove[];
  readonly values: readonly ValueMove[];
  /** What becomes of every other answer that the new version does not accept, all alike; not given: someone decides of each. */
  readonly rest?: 'keep' | 'leave';
}

/** Where answers go: to an item or a group of the new form, out of the data, or nobody said. */
export type Target = { readonly to: string } | 'leaves' | 'unmapped';

interface Place {
  readonly code: string;
  readonly label: string;
  /** The group in which it stands. */
  readonly group?: string;
  readonly kind: 'item' | 'group';
}

/** Items that people type, and groups. */
function placesOf(form: Form): readonly Place[] {
  const items = declaredItems(form).filter(({ item }) => item.type !== 'calc');
  const groups = form.sections.flatMap(({ content }) => content.filter((each): each is Group => each.type === 'group'));
  return [
    ...groups.map(({ code, label }): Place => ({ code, label, kind: 'group' })),
    ...items.map(({ item, group }): Place => ({ code: item.code, label: item.label, kind: 'item', ...(group && { group: group.code }) })),
  ];
}

/** What was found of two forms under a mapping: thousands of records are of the same few forms. */
const found = new WeakMap<Mapping, WeakMap<Form, WeakMap<Form, ReadonlyMap<string, Target>>>>();

/** Where the answers of each item, and the rows of each group, of the former form go. */
export function targetsOf(from: Form, to: Form, mapping: Mapping): ReadonlyMap<string, Target> {
  const ofMapping = found.get(mapping) ?? new WeakMap<Form, WeakMap<Form, ReadonlyMap<string, Target>>>();
  const ofForm = ofMapping.get(from) ?? new WeakMap<Form, ReadonlyMap<string, Target>>();
  const targets = ofForm.get(to) ?? findTargets(from, to, mapping);
  found.set(mapping, ofMapping.set(from, ofForm.set(to, targets)));
  return targets;
}

function findTargets(from: Form, to: Form, { items }: Mapping): ReadonlyMap<string, Target> {
  const stated = new Map(items.filter(({ form }) => form === from.code).map((move) => [move.from, move.keep ? null : move.to]));
  const there = placesOf(to);
  const targets = new Map<string, Target>();
  for (const { code, group, kind } of placesOf(from)) {
    const around = group === undefined ? undefined : targets.get(group);
    // Items go with their rows.
    if (around === 'leaves' || around === 'unmapped') {
      targets.set(code, around);
      continue;
    }
    const aim = stated.has(code) ? stated.get(code) : code;
    const isThere = there.some((each) => each.code === aim && each.kind === kind && each.group === around?.to);
    targets.set(code, aim === null ? 'leaves' : isThere && aim !== undefined ? { to: aim } : 'unmapped');
  }
  return targets;
}

/** The item or group of the former form that nobody said what becomes of, and where its answers could go. */
export interface Unmapped {
  readonly form: string;
  readonly item: string;
  readonly label: string;
  readonly choices: readonly { readonly code: string; readonly label: string }[];
}

/** What the new form has not under the same code, and nobody mapped. An item whose rows are unmapped is not told apart. */
export function unmappedOf(from: Form, to: Form, mapping: Mapping): readonly Unmapped[] {
  const targets = targetsOf(from, to, mapping);
  const [here, there] = [placesOf(from), placesOf(to)];
  const taken = new Set([...targets.values()].flatMap((target) => (typeof target === 'object' ? [target.to] : [])));
  return here
    .filter(({ code, group }) => targets.get(code) === 'unmapped' && (group === undefined || targets.get(group) !== 'unmapped'))
    .map(({ code, label, group, kind }) => {
      const around = group === undefined ? undefined : targets.get(group);
      const within = typeof around === 'object' ? around.to : undefined;
      const choices = there.filter((each) => each.kind === kind && each.group === within && !taken.has(each.code));
      return { form: from.code, item: code, label, choices: choices.map((each) => ({ code: each.code, label: each.label })) };
    });
}

export interface MappingProblem {
  readonly path: string;
  readonly says: FormMessage;
}

/** What is wrong with what the manager stated, whatever the answers. */
export function mappingProblems(from: Form, to: Form, mapping: Mapping): readonly MappingProblem[] {
  const targets = targetsOf(from, to, mapping);
  const [here, there] = [placesOf(from), placesOf(to)];
  const label = (places: readonly Place[], code: string) => places.find((each) => each.code === code)?.label ?? code;
  return mapping.items
    .filter(({ form }) => form === from.code)
    .flatMap(({ from: code, to, keep }, index): MappingProblem[] => {
      const aim = keep ? null : to;
      const path = `items.${index}`;
      if (!here.some((each) => each.code === code))
        return [
          {
            path,
            says: { code: 'mapped-from-nowhere', params: { item: code, form: from.title } },
          },
        ];
      if (aim === null) return [];
      if (targets.get(code) === 'unmapped')
        return [
          {
            path,
            says: { code: 'mapped-elsewhere', params: { from: label(here, code), to: label(there, aim) } },
          },
        ];
      const twins = [...targets].filter(([, target]) => typeof target === 'object' && target.to === aim);
      return twins.length > 1 ? [{ path, says: { code: 'mapped-twice', params: { to: label(there, aim) } } }] : [];
    });
}
