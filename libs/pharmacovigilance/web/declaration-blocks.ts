import {
  applicability,
  displayValue,
  valueAt,
  type ApplicableItem,
  type Env,
  type Form,
  type Protocol,
  type Values,
} from '#protocols/domain';

export interface Line {
  readonly key: string;
  readonly label: string;
  /** Empty where it was not answered. */
  readonly text: string;
}
export interface Block {
  readonly key: string;
  readonly title: string;
  /** None of a group without a row. */
  readonly lines: readonly Line[];
}

/** Each question that applies with its answer, in the order of the form; a group in which nothing was named is there too, and says so. */
export function blocksOf(form: Form, values: Values, env: Env, { codeLists }: Pick<Protocol, 'codeLists'>): readonly Block[] {
  const found = applicability(form, values, env);
  const lineOf = ({ item, key }: ApplicableItem): Line => ({
    key,
    label: item.label,
    text: displayValue(item, valueAt(found.values, key), codeLists),
  });
  return found.sections.flatMap((section) => {
    const own = found.items.filter((each) => each.section === section);
    const blocks: Block[] = [];
    for (const content of section.content) {
      if (content.type !== 'group') {
        const line = own.find(({ key }) => key === content.code);
        const at = blocks.findIndex(({ key }) => key === section.code);
        const block = blocks[at] ?? { key: section.code, title: section.title, lines: [] };
        if (line) blocks.splice(at < 0 ? blocks.length : at, at < 0 ? 0 : 1, { ...block, lines: [...block.lines, lineOf(line)] });
        continue;
      }
      const group = found.groups.find((each) => each.group === content);
      if (!group) continue;
      const place = (what: string) => `${section.title} – ${what}`;
      const stated = own.filter(({ key }) => key === content.code);
      if (group.rowIds.length === 0)
        blocks.push({ key: `${section.code}/${content.code}`, title: place(content.label), lines: stated.map(lineOf) });
      for (const rowId of group.rowIds)
        blocks.push({
          key: `${section.code}/${content.code}/${rowId}`,
          title: place(content.rowLabel),
          lines: own.filter((each) => each.group === content && each.rowId === rowId).map(lineOf),
        });
    }
    return blocks;
  });
}
