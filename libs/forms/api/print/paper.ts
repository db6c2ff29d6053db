import { originInWords, standingCarried, type Carried } from '#forms/domain';
import {
  displayValue,
  itemKey,
  valueAt,
  type Applicability,
  type ApplicableGroup,
  type Group,
  type Item,
  type Protocol,
  type Section,
} from '#protocols/domain';
import { ONE_CENTRE, type Provenance } from './provenance.js';

/** One answer: what was asked, what was answered; empty when it was asked and not answered. */
export interface PaperLine {
  readonly label: string;
  readonly value: string;
}

/** Rows of a repeating group. A cell is undefined where the question does not apply to that row. */
export interface PaperTable {
  readonly label: string;
  readonly rowLabel: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly rank: number; readonly cells: readonly (string | undefined)[] }[];
  /** Read where there is no row: that someone said so; empty when nobody did. */
  readonly none: string;
}

/** A run of answers, a table, or values that nobody typed and nobody has confirmed: no answers. */
export type PaperBlock =
  { readonly lines: readonly PaperLine[] } | { readonly table: PaperTable } | { readonly carried: readonly PaperLine[] };

export interface PaperSection {
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
}

/** What of a form is printed: only what applies, in the order of the PUT, each value as it is read on screen (charter C6.3). */
export function paperSections(
  found: Applicability,
  { codeLists }: Pick<Protocol, 'codeLists'>,
  carried: Carried = {},
  { noteOf }: Provenance = ONE_CENTRE,
): PaperSection[] {
  const standing = standingCarried(found, found.values, carried);
  const applicable = new Map(found.items.map(({ key, item }) => [key, item]));
  const groups = new Map(found.groups.map((group) => [group.group.code, group]));
  const shown = (item: Item, key: string) => {
    const [words, note] = [displayValue(item, valueAt(found.values, key), codeLists), noteOf(key)];
    return words && note ? `${words} ${note}` : words;
  };

  const tableOf = ({ group, rowIds }: ApplicableGroup): PaperTable => {
    const statement = applicable.get(group.code);
    const columns = group.items.filter(({ code }) => rowIds.some((rowId) => applicable.has(itemKey(group.code, rowId, code))));
    return {
      label: group.label,
      rowLabel: group.rowLabel,
      none: statement ? shown(statement, group.code) : '',
      columns: columns.map(({ label }) => label),
      rows: rowIds.map((rowId, index) => ({
        rank: index + 1,
        cells: columns.map((item) => {
          const key = itemKey(group.code, rowId, item.code);
          return applicable.has(key) ? shown(item, key) : undefined;
        }),
      })),
    };
  };

  const blockOf = (content: Item | Group): PaperBlock | undefined => {
    if (content.type === 'group') {
      const group = groups.get(content.code);
      return group && { table: tableOf(group) };
    }
    return applicable.has(content.code) ? { lines: [{ label: content.label, value: shown(content, content.code) }] } : undefined;
  };

  const unconfirmed = (section: Section): PaperBlock[] => {
    const lines = standing
      .filter((field) => field.section === section)
      .map(({ item, group, carried: { value, ...origin } }) => ({
        label: group ? `${item.label} (${group.rowLabel})` : item.label,
        value: `${displayValue(item, value, codeLists)} – ${originInWords(origin)}`,
      }));
    return lines.length > 0 ? [{ carried: lines }] : [];
  };

  const sectionOf = (section: Section): PaperSection => ({
    title: section.title,
    blocks: [...joined(section.content.map(blockOf).filter((block) => block !== undefined)), ...unconfirmed(section)],
  });
  return found.sections.map(sectionOf).filter(({ blocks }) => blocks.length > 0);
}

/** Answers that follow each other stand in one run. */
function joined(blocks: readonly PaperBlock[]): PaperBlock[] {
  const runs: PaperBlock[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last && 'lines' in last && 'lines' in block) runs[runs.length - 1] = { lines: [...last.lines, ...block.lines] };
    else runs.push(block);
  }
  return runs;
}
