import { own } from '#kernel/domain';
import { BUILT_IN_LISTS, type CodeLists } from '../language/code-lists.js';
import { quoted } from '../language/french.js';
import type { ChoiceItem, CodeListEntry, Scalar } from '../language/language.js';
import { meantBy, problemAt, type Path, type ProtocolProblem } from '../check/protocol-problem.js';
import { STATEMENT_ENTRIES, STATEMENT_LIST } from '../language/statements.js';
import { problem, type ValueProblem } from '../values/value-problem.js';
import type { ItemSchema, Kind, Limit } from './kind.js';
import { ok } from './understood.js';

type Entries = (item: ChoiceItem, lists: CodeLists) => readonly CodeListEntry[];

/** What all choices have in common, of one answer or many. @param entries what one chooses from */
export function choosing(entries: Entries) {
  const labelOf = (item: ChoiceItem, code: string, lists: CodeLists) =>
    entries(item, lists).find((entry) => entry.code === code)?.label ?? code;
  return {
    schema: SCHEMA,
    entries,
    operands: () => [],
    limits: choiceLimits,
    display: (item, value, lists) => labelOf(item, String(value), lists),
    print: (item, constant, lists) => quoted(labelOf(item, constant, lists)),
    constant: (item, constant, lists, path) => codeProblem(item.code, constant, entries(item, lists), path),
  } satisfies Partial<Kind<ChoiceItem>>;
}

/** What yes-or-no, yes-no-or-unknown and a choice of one answer have in common. */
export function choosingOne(entries: Entries) {
  return {
    ...choosing(entries),
    check: (item, value, lists) => checkOne(value, entries(item, lists)),
    understand: (_, typed) => ok(typed),
  } satisfies Partial<Kind<ChoiceItem>>;
}

/** The entries of the list that the item names; none when the protocol lacks it, which `checkProtocol` refuses. */
export function namedEntries({ list }: ChoiceItem, lists: CodeLists): readonly CodeListEntry[] {
  if (list === STATEMENT_LIST) return STATEMENT_ENTRIES;
  return list === undefined ? [] : (own(lists, list) ?? []);
}

// One object for the four of them: they share a definition in the schema.
const SCHEMA: ItemSchema = {
  name: 'choiceItem',
  description: 'Choix',
  properties: { list: { type: 'string', maxLength: 40 }, exclusive: { type: 'string', maxLength: 30 } },
  required: ['type'],
};

function choiceLimits({ exclusive }: ChoiceItem): readonly Limit[] {
  return exclusive === undefined
    ? []
    : [{ name: 'exclusive', value: exclusive, says: () => ({ code: 'excludes-others', params: { code: exclusive } }) }];
}

/** Yes or no has its list already. */
export function declaredYesNo(item: ChoiceItem, _: unknown, path: Path): readonly ProtocolProblem[] {
  const extra = (['list', 'exclusive'] as const).filter((property) => item[property] !== undefined);
  return extra.map((property) => problemAt([...path, property], { code: 'list-not-expected', params: { type: item.type, property } }));
}

/** What is wrong with the list that it names; undefined when nothing is. */
export function listProblem({ list }: ChoiceItem, lists: CodeLists, path: Path): ProtocolProblem | undefined {
  if (list === undefined) return problemAt(path, { code: 'list-missing' });
  if (Object.hasOwn(lists, list)) return undefined;
  return problemAt(
    [...path, 'list'],
    Object.hasOwn(BUILT_IN_LISTS, list)
      ? { code: 'unknown-list/built-in', params: { list } }
      : { code: 'unknown-list', params: { list, meant: meantBy(list, Object.keys(lists)) } },
  );
}

/** A code that is not one of the list. A list that is missing is told at the item: saying it at each rule would hide it. */
export function codeProblem(itemCode: string, code: Scalar, entries: readonly CodeListEntry[], path: Path): readonly ProtocolProblem[] {
  const codes = entries.map((entry) => entry.code);
  if (codes.length === 0 || codes.includes(code as string)) return [];
  const named = { code: String(code), of: itemCode };
  return [
    problemAt(
      path,
      codes.includes(named.code)
        ? { code: 'unknown-code/unquoted', params: named }
        : { code: 'unknown-code', params: { ...named, meant: meantBy(named.code, codes) } },
    ),
  ];
}

function checkOne(value: unknown, entries: readonly CodeListEntry[]): ValueProblem | null {
  if (entries.some((entry) => entry.code === value)) return null;
  return problem(typeof value === 'string' ? 'unknown-code' : 'wrong-shape', {
    code: 'one-of-list-expected',
    params: { labels: entries.map((entry) => entry.label) },
  });
}
