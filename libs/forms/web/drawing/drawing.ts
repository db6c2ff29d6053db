import { own } from '#kernel/domain';
import { gapsWithCarried, missingInCarriedRows, say, standingCarried, withAnswered } from '#forms/domain';
import type { Carried, CarriedField, CarriedValue, FormGap, FormMessage } from '#forms/domain';
import {
  applicability,
  checkValue,
  expectedOf,
  parseKey,
  proposals,
  scopeOn,
  valueAt,
  type Applicability,
  type ApplicableItem,
  type Env,
  type Form,
  type Group,
  type Item,
  type MissingField,
  type ProposalOutcome,
  type Protocol,
  type Scope,
  type Section,
  type Value,
  type Values,
} from '#protocols/domain';
import { noticesByKey } from '../fields/field-notices.js';
import { standsElsewhere, type TypedHere } from './elsewhere.js';
import { leftBehind } from './left-behind.js';
import { isSame } from './same-field.js';
import { rowsHeld, statementsHeld } from './held-rows.js';
import { textOf } from '../fields/text-of.js';
import type { Conflict, Mark } from '../saving/ledger.js';

/** One field as the screen shows it. The same object stays as long as nothing of it changes, so that it is not drawn again. */
export interface FieldView {
  readonly key: string;
  readonly item: Item;
  readonly section: string;
  readonly value: Value | undefined;
  /** What stands in its box: what was typed and not understood, else the value. */
  readonly text: string;
  /** What was typed there and is no answer. */
  readonly draft?: string;
  readonly mark?: Mark;
  /** Another centre entered it: it is read here, and not typed. */
  readonly isElsewhere?: true;
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
  /** What another form of the patient offers here. */
  readonly offer?: Value;
  /** A value that nobody typed here: it stands to be confirmed, and is no answer. */
  readonly carried?: CarriedValue;
}

export interface RowView {
  readonly key: string;
  readonly rowId: string;
  readonly number: number;
  /** Nobody made it: only carried values speak of it. */
  readonly isCarried?: boolean;
  /** Another centre made it, or answered in it: it is not taken away here. */
  readonly isElsewhere?: true;
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
  /** The question whether there is none, while there is no row. */
  readonly statement?: FieldView;
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
  readonly gaps: readonly FormGap[];
  /** What is missing, necessary or not, in reading order: what every list and export counts. */
  readonly missing: readonly MissingField[];
  /** Answers that stand in fields which no longer apply. */
  readonly left: readonly string[];
  /** Other forms that the answers call for: proposed, never opened by themselves. */
  readonly proposed: readonly ProposalOutcome[];
}

export interface Drawn extends TypedHere {
  readonly protocol: Pick<Protocol, 'codeLists'>;
  readonly form: Form;
  readonly env: Env;
  readonly carried?: Carried;
  /** What the patient's other forms offer to this one. */
  readonly offers?: Values;
  /** One only reads, and what one's own centre entered: each answer that is given counts, and nothing is missing. */
  readonly isPartial?: boolean;
}

/** What the screen shows of a form, by the same rules as the server. Only what applies is in it. */
export function draw(from: Drawn, former?: Drawing): Drawing {
  const { protocol, form, values, env, carried = {} } = from;
  const applies = applicability(form, values, env);
  // What one reads without the answers that it hangs on is shown all the same.
  const found = from.isPartial ? withAnswered(form, applies, values) : applies;
  const standing = standingCarried(found, values, carried);
  const codes = form.sections.map(({ code }) => code);
  const known = gapsWithCarried(protocol, form, values, env, codes, carried);
  const problems = new Map(known.filter(({ kind }) => kind !== 'missing' && kind !== 'carried').map(({ key, says }) => [key, say(says)]));
  const lacking = new Map(known.filter(({ kind }) => kind === 'missing').map(({ key, says }) => [key, says]));
  const notices = noticesByKey(form, values, env);

  const fields = new Map<string, FieldView>();
  const inRows = standing.filter(({ key }) => !found.items.some((each) => each.key === key)).map((each) => ({ ...each, required: false }));
  const waiting = new Map(standing.map((each) => [each.key, each.carried]));
  for (const applicable of [...found.items, ...inRows, ...statementsHeld(found, from.pending)]) {
    const own = fieldOf(applicable, from, found, problems.get(applicable.key), notices.get(applicable.key) ?? '');
    const stands = waiting.get(applicable.key);
    const field = stands ? { ...own, carried: stands } : own;
    const before = former?.fields.get(field.key);
    fields.set(field.key, before && isSame(before, field) ? before : field);
  }
  const untold = new Set(from.enteredElsewhere);
  const tells = <One extends { readonly key: string }>(all: readonly One[]) =>
    from.isPartial ? [] : all.filter(({ key }) => !untold.has(key));
  const missing = tells([...expectedOf(form, values, env).missing, ...missingInCarriedRows(form, values, env, carried)]);
  return {
    form,
    found,
    fields,
    gaps: tells(known),
    missing,
    left: leftBehind(form, values, found),
    proposed: proposals(form, found, env),
    sections: found.sections.map((section) =>
      sectionOf(section, found, fields, { ...rowsHeld(from, problems), lacking, missing, inRows, from }),
    ),
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
  const [pending, draft, mark] = [from.pending.get(key), from.drafts.get(key), own(from.marks, key)];
  // What a patient felt is asked again each time: their answer of before beside the question would answer it.
  const isElsewhere = item.type !== 'calc' && standsElsewhere(from, key);
  const previous = section.enteredBy === 'patient' || isElsewhere ? undefined : valueAt(from.env.previousVisit ?? {}, key);
  const held = pending?.held;
  const problem = draft ? (draft.isTyping ? undefined : draft.message) : held?.why === 'refused' ? held.message : wrong;
  return {
    key,
    item,
    section: section.code,
    value,
    text: draft?.text ?? textOf(item, value),
    isMissing: item.type !== 'calc' && value === undefined && draft === undefined && !isElsewhere,
    isRequired: required && !from.isPartial,
    notices,
    wantsReason: held?.why === 'reason',
    ...(draft && { draft: draft.text }),
    ...(mark && { mark }),
    ...(isElsewhere && { isElsewhere }),
    ...(problem !== undefined && { problem }),
    ...(held?.why === 'conflict' && { conflict: held.conflict }),
    ...(previous !== undefined && { previous }),
    ...(value === undefined && !mark && !draft && !isElsewhere && offerOf(key, item, from, found)),
  };
}

/** What another form offers there, where it would be right and nobody ever answered. */
function offerOf(
  key: string,
  item: Item,
  { offers = {}, protocol, form, env }: Drawn,
  { values }: Applicability,
): Pick<FieldView, 'offer'> {
  const offer = valueAt(offers, key);
  return offer !== undefined && checkValue(item, offer, protocol.codeLists, scopeOn(form, values, env)) === null ? { offer } : {};
}

function sectionOf(section: Section, found: Applicability, fields: ReadonlyMap<string, FieldView>, told: Told): SectionView {
  const own = found.items.filter((each) => each.section === section);
  const shown = [...own, ...told.inRows.filter((each) => each.section === section)].flatMap(({ key }) => fields.get(key) ?? []);
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
    missing: told.missing.filter((each) => each.section === section.code).length,
    wrong: shown.filter(({ problem }) => problem).length + blocks.filter((block) => 'rows' in block && block.rows.problem).length,
    total: shown.filter(({ item }) => item.type !== 'calc').length,
  };
}

/** What is said of groups, by their code. */
interface Told {
  readonly disputed: readonly Conflict[];
  readonly problems: ReadonlyMap<string, string>;
  readonly lacking: ReadonlyMap<string, FormMessage>;
  readonly missing: readonly MissingField[];
  /** Fields of rows that only carried values speak of. */
  readonly inRows: readonly CarriedField[];
  readonly from: TypedHere;
}

function groupOf(
  group: Group,
  rowIds: readonly string[],
  own: readonly ApplicableItem[],
  fields: ReadonlyMap<string, FieldView>,
  { problems, disputed, lacking, inRows, from }: Told,
): GroupView {
  const typed = rowIds.map((rowId, index): RowView => {
    const key = `${group.code}/${rowId}`;
    const shown = own.filter((each) => each.group === group && each.rowId === rowId).flatMap((each) => fields.get(each.key) ?? []);
    const isElsewhere = standsElsewhere(from, key) || shown.some((field) => field.isElsewhere);
    return { key, rowId, number: index + 1, ...(isElsewhere && { isElsewhere }), fields: shown };
  });
  const carried = inRows.filter((each) => each.group === group);
  const rows = [
    ...typed,
    ...[...new Set(carried.map(({ rowId = '' }) => rowId))].map((rowId, index) => ({
      key: `${group.code}/${rowId}`,
      rowId,
      number: typed.length + index + 1,
      isCarried: true,
      fields: carried.filter((each) => each.rowId === rowId).flatMap(({ key }) => fields.get(key) ?? []),
    })),
  ];
  const [problem, need, statement] = [problems.get(group.code), lacking.get(group.code), fields.get(group.code)];
  return {
    key: group.code,
    group,
    rows,
    canAdd: typed.length < (group.max ?? Infinity),
    disputed: disputed.filter(({ path }) => path.startsWith(`${group.code}/`)),
    ...(problem && { problem }),
    ...(need && { need: say(need) }),
    ...(statement && { statement }),
  };
}
