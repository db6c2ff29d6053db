import {
  advice,
  applicability,
  findItem,
  gaps,
  isFilled,
  missingReason,
  parseKey,
  proposals,
  scopeOn,
  valueAt,
  type Applicability,
  type ApplicableItem,
  type Env,
  type Form,
  type Gap,
  type Group,
  type Item,
  type ProposalOutcome,
  type Protocol,
  type Scope,
  type Section,
  type Value,
  type Values,
} from '#protocols/domain';
import { textOf } from './text-of.js';
import type { Conflict, Draft, Mark, Marks, Pending } from './ledger.js';

/** One field as the screen shows it. The same object stays as long as nothing of it changes, so that it is not drawn again. */
export interface FieldView {
  readonly key: string;
  readonly item: Item;
  readonly section: string;
  readonly value: Value | undefined;
  /** What stands in its box: what was typed and not understood, else the value. */
  readonly text: string;
  readonly mark?: Mark;
  readonly isMissing: boolean;
  /** Whether it must be answered, given the answers above it. */
  readonly isRequired: boolean;
  /** What is wrong, what is expected, an example. */
  readonly problem?: string;
  /** What is odd and allowed: a soft check, a notice (charter P5). */
  readonly notices: string;
  readonly wantsReason: boolean;
  readonly conflict?: Conflict;
  /** What was answered at the visit before. */
  readonly previous?: Value;
}

export interface RowView {
  readonly key: string;
  readonly rowId: string;
  readonly number: number;
  readonly fields: readonly FieldView[];
}

export interface GroupView {
  readonly key: string;
  readonly group: Group;
  readonly rows: readonly RowView[];
  readonly canAdd: boolean;
  readonly problem?: string;
  /** Rows taken away here in which someone else answered meanwhile. */
  readonly disputed: readonly Conflict[];
  /** Rows that the signature waits for. */
  readonly need?: string;
}

export type Block = { readonly key: string; readonly field: FieldView } | { readonly key: string; readonly rows: GroupView };

export interface SectionView {
  readonly section: Section;
  readonly blocks: readonly Block[];
  /** Fields that apply and have no answer. */
  readonly missing: number;
  readonly wrong: number;
  readonly total: number;
}

export interface Drawing {
  readonly form: Form;
  readonly found: Applicability;
  readonly sections: readonly SectionView[];
  readonly fields: ReadonlyMap<string, FieldView>;
  /** What prevents a signature, over the whole form. */
  readonly gaps: readonly Gap[];
  /** Keys of fields that apply and have no answer, necessary or not, in reading order. */
  readonly missing: readonly string[];
  /** Answers that stand in fields which no longer apply. */
  readonly left: readonly string[];
  /** Other forms that the answers call for: proposed, never opened by themselves. */
  readonly proposed: readonly ProposalOutcome[];
}

export interface Drawn {
  readonly protocol: Pick<Protocol, 'codeLists'>;
  readonly form: Form;
  readonly values: Values;
  readonly marks: Marks;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly env: Env;
}

/** What the screen shows of a form, by the same rules as the server. Only what applies is in it. */
export function draw(from: Drawn, former?: Drawing): Drawing {
  const { protocol, form, values, env } = from;
  const found = applicability(form, values, env);
  const known = gaps(
    protocol,
    form,
    values,
    env,
    form.sections.map(({ code }) => code),
  );
  const problems = new Map(known.filter(({ kind }) => kind !== 'missing').map(({ key, message }) => [key, message]));
  const lacking = new Map(known.filter(({ kind }) => kind === 'missing').map(({ key, message }) => [key, message]));
  const notices = noticesByKey(form, values, env);

  const fields = new Map<string, FieldView>();
  for (const applicable of found.items) {
    const field = fieldOf(applicable, from, found, problems.get(applicable.key), notices.get(applicable.key) ?? '');
    const before = former?.fields.get(field.key);
    fields.set(field.key, before && isSame(before, field) ? before : field);
  }
  const missing = [...fields.values()].filter(isUnanswered).map(({ key }) => key);
  return {
    form,
    found,
    fields,
    gaps: known,
    missing,
    left: leftBehind(form, values, found),
    proposed: proposals(form, found, env),
    sections: found.sections.map((section) => sectionOf(section, found, fields, { ...rowsHeld(from, problems), lacking })),
  };
}

/** What rules see from a field: the rest of its row first. */
export function scopeOf({ form, found }: Drawing, key: string, env: Env): Scope {
  const at = parseKey(key);
  return scopeOn(form, found.values, env, at && 'group' in at ? { group: at.group, rowId: at.rowId } : undefined);
}

function fieldOf(
  { key, item, section, required }: ApplicableItem,
  from: Drawn,
  found: Applicability,
  wrong: string | undefined,
  notices: string,
): FieldView {
  const value = item.type === 'calc' ? valueAt(found.values, key) : valueAt(from.values, key);
  const [pending, draft, mark] = [from.pending.get(key), from.drafts.get(key), from.marks[key]];
  // What a patient felt is asked anew each time: their answer of before beside the question would answer it.
  const previous = section.enteredBy === 'patient' ? undefined : valueAt(from.env.previousVisit ?? {}, key);
  const held = pending?.held;
  const problem = draft ? (draft.isTyping ? undefined : draft.message) : held?.why === 'refused' ? held.message : wrong;
  return {
    key,
    item,
    section: section.code,
    value,
    text: draft?.text ?? textOf(item, value),
    isMissing: item.type !== 'calc' && value === undefined && draft === undefined,
    isRequired: required,
    notices,
    wantsReason: held?.why === 'reason',
    ...(mark && { mark }),
    ...(problem !== undefined && { problem }),
    ...(held?.why === 'conflict' && { conflict: held.conflict }),
    ...(previous !== undefined && { previous }),
  };
}

function sectionOf(section: Section, found: Applicability, fields: ReadonlyMap<string, FieldView>, told: Told): SectionView {
  const own = found.items.filter((each) => each.section === section);
  const shown = own.flatMap(({ key }) => fields.get(key) ?? []);
  const blocks = section.content.flatMap((content): Block[] => {
    if (content.type !== 'group') {
      const field = fields.get(content.code);
      return field ? [{ key: content.code, field }] : [];
    }
    const applicable = found.groups.find(({ group }) => group === content);
    return applicable ? [{ key: content.code, rows: groupOf(content, applicable.rowIds, own, fields, told) }] : [];
  });
  return {
    section,
    blocks,
    missing: shown.filter(isUnanswered).length + blocks.filter((block) => 'rows' in block && block.rows.need).length,
    wrong: shown.filter(({ problem }) => problem).length + blocks.filter((block) => 'rows' in block && block.rows.problem).length,
    total: shown.filter(({ item }) => item.type !== 'calc').length,
  };
}

/** What is said of groups, by their code. */
interface Told {
  readonly disputed: readonly Conflict[];
  readonly problems: ReadonlyMap<string, string>;
  readonly lacking: ReadonlyMap<string, string>;
}

function groupOf(
  group: Group,
  rowIds: readonly string[],
  own: readonly ApplicableItem[],
  fields: ReadonlyMap<string, FieldView>,
  { problems, disputed, lacking }: Told,
): GroupView {
  const rows = rowIds.map((rowId, index) => ({
    key: `${group.code}/${rowId}`,
    rowId,
    number: index + 1,
    fields: own.filter((each) => each.group === group && each.rowId === rowId).flatMap(({ key }) => fields.get(key) ?? []),
  }));
  const [problem, need] = [problems.get(group.code), lacking.get(group.code)];
  return {
    key: group.code,
    group,
    rows,
    canAdd: rows.length < (group.max ?? Infinity),
    disputed: disputed.filter(({ path }) => path.startsWith(`${group.code}/`)),
    ...(problem && { problem }),
    ...(need && { need }),
  };
}

/** Rows that the server refused, or in which someone else answered, are told at their group. */
function rowsHeld({ pending }: Drawn, problems: ReadonlyMap<string, string>): Pick<Told, 'problems' | 'disputed'> {
  const all = new Map(problems);
  const disputed: Conflict[] = [];
  for (const [key, { held }] of pending) {
    const at = parseKey(key);
    if (!held || !at || !('group' in at) || at.item !== undefined) continue;
    if (held.why === 'refused') all.set(at.group, held.message);
    if (held.why === 'conflict') disputed.push(held.conflict);
  }
  return { problems: all, disputed };
}

function isUnanswered({ item, value }: FieldView): boolean {
  return item.type !== 'calc' && !isFilled(value) && missingReason(value) !== 'NA';
}

function noticesByKey(form: Form, values: Values, env: Env): ReadonlyMap<string, string> {
  const byKey = new Map<string, string>();
  for (const { items, message } of advice(form, values, env)) {
    const key = items[0] ?? '';
    byKey.set(key, [byKey.get(key), message].filter(Boolean).join('\n'));
  }
  return byKey;
}

/** Answers of items that no longer apply, in rows that still are. */
function leftBehind(form: Form, values: Values, found: Applicability): readonly string[] {
  const applies = new Set(found.items.map(({ key }) => key));
  return Object.keys(values).filter((key) => {
    if (applies.has(key) || !isFilled(valueAt(values, key)) || (findItem(form, key)?.item.type ?? 'calc') === 'calc') return false;
    const at = parseKey(key);
    return !at || !('group' in at) || values[`${at.group}/${at.rowId}`] === true;
  });
}

function isSame(a: FieldView, b: FieldView): boolean {
  const [one, other] = [a, b] as unknown as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys({ ...one, ...other }).every(
    (name) => one[name] === other[name] || (name !== 'item' && JSON.stringify(one[name]) === JSON.stringify(other[name])),
  );
}
