import {
  itemKey,
  parseKey,
  rowsByGroup,
  statementOf,
  type Applicability,
  type ApplicableItem,
  type Form,
  type Group,
  type Item,
  type Section,
  type Values,
} from '#protocols/domain';

/**
 * What of a form exists, with these answers too: given when others that are not read here let their questions apply. A centre that the patient left reads its own answers, be
 * it another centre that had answered what they hang on (charter C10.5).
 */
export function withAnswered(form: Form, found: Applicability, answered: Values): Applicability {
  const known = new Map(found.items.map((each) => [each.key, each]));
  const itemAt = (item: Item, section: Section, key: string, of: Partial<ApplicableItem> = {}): ApplicableItem[] => {
    const there = known.get(key) ?? (Object.hasOwn(answered, key) ? { key, item, section, required: false, ...of } : undefined);
    return there ? [there] : [];
  };
  const rowsOf = (group: Group): readonly string[] => {
    const own = found.groups.find((each) => each.group === group)?.rowIds ?? [];
    const inRows = Object.keys(answered).flatMap((key) => {
      const at = parseKey(key);
      return at && 'group' in at && at.group === group.code ? [at.rowId] : [];
    });
    return [...new Set([...own, ...(rowsByGroup(answered).get(group.code) ?? []), ...inRows])].sort();
  };

  const items: ApplicableItem[] = [];
  const groups: Applicability['groups'][number][] = [];
  const sections = form.sections.filter((section) => {
    const before = items.length + groups.length;
    for (const content of section.content) {
      if (content.type !== 'group') {
        items.push(...itemAt(content, section, content.code));
        continue;
      }
      const rowIds = rowsOf(content);
      const there = found.groups.find(({ group }) => group === content);
      const statement = statementOf(content);
      if (statement) items.push(...itemAt(statement, section, content.code));
      if (!there && rowIds.length === 0) continue;
      groups.push({ group: content, section, rowIds, statedEmpty: there?.statedEmpty ?? false });
      for (const rowId of rowIds)
        for (const item of content.items)
          items.push(...itemAt(item, section, itemKey(content.code, rowId, item.code), { group: content, rowId }));
    }
    return items.length + groups.length > before || found.sections.includes(section);
  });
  return { sections, groups, items, values: { ...found.values, ...answered } };
}
