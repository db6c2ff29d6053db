import { own } from '#kernel/domain';
import type { Form, Group, Item, Section, Values } from './language.js';
import { statementOf } from './statements.js';

/** Where a value stands: an item, a row of a group, or an item of a row. */
export type Key = { readonly item: string } | { readonly group: string; readonly rowId: string; readonly item?: string };

const CODE = '[a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*';
const KEY = new RegExp(`^(${CODE})(?:/([a-z0-9]{6,26})(?:/(${CODE}))?)?$`);

/** Reads `item`, `group/rowId` or `group/rowId/item`; undefined for any other text. */
export function parseKey(key: string): Key | undefined {
  const [, first, rowId, item] = KEY.exec(key) ?? [];
  if (first === undefined) return undefined;
  return rowId === undefined ? { item: first } : { group: first, rowId, ...(item !== undefined && { item }) };
}

/** The key under which a row's existence is said. Row ids sort in the order in which rows were made. */
export function rowKey(group: string, rowId: string): string {
  return `${group}/${rowId}`;
}

export function itemKey(group: string, rowId: string, item: string): string {
  return `${group}/${rowId}/${item}`;
}

export interface FoundItem {
  readonly item: Item;
  readonly section: Section;
  readonly group?: Group;
  readonly rowId?: string;
}

/** The item a key leads to, if the form has it (charter C1.1: what the PUT does not have is refused). */
export function findItem(form: Form, key: string): FoundItem | undefined {
  const at = parseKey(key);
  if (!at) return undefined;
  for (const section of form.sections) {
    for (const content of section.content) {
      if (!('group' in at)) {
        if (content.code !== at.item) continue;
        const item = content.type === 'group' ? statementOf(content) : content;
        return item && { item, section };
      } else if (content.type === 'group' && content.code === at.group) {
        const item = content.items.find((each) => each.code === at.item);
        return item && { item, section, group: content, rowId: at.rowId };
      }
    }
  }
  return undefined;
}

export interface FoundRow {
  readonly group: Group;
  readonly section: Section;
  readonly rowId: string;
}

/** The group whose row a key says to exist, if the form has it. */
export function findRow(form: Form, key: string): FoundRow | undefined {
  const at = parseKey(key);
  if (!at || !('group' in at) || at.item !== undefined) return undefined;
  for (const section of form.sections) {
    const group = section.content.find((each): each is Group => each.type === 'group' && each.code === at.group);
    if (group) return { group, section, rowId: at.rowId };
  }
  return undefined;
}

/** The group whose own code a key is: there someone states that it has no row. */
export function findGroup(form: Form, key: string): Group | undefined {
  return form.sections.flatMap(({ content }) => content).find((each): each is Group => each.type === 'group' && each.code === key);
}

/** Row ids by group. They sort by the moment they were made; the order of keys in stored JSON means nothing. */
export function rowsByGroup(values: Values): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, string[]>();
  for (const key of Object.keys(values).sort()) {
    const at = key.includes('/') && own(values, key) === true ? parseKey(key) : undefined;
    if (!at || !('group' in at) || at.item !== undefined) continue;
    rows.set(at.group, [...(rows.get(at.group) ?? []), at.rowId]);
  }
  return rows;
}

/** All items a form declares, in its order, those of groups with their group. */
export function declaredItems(form: Pick<Form, 'sections'>): readonly Omit<FoundItem, 'rowId'>[] {
  return form.sections.flatMap((section) =>
    section.content.flatMap((content) =>
      content.type === 'group' ? content.items.map((item) => ({ item, section, group: content })) : [{ item: content, section }],
    ),
  );
}
