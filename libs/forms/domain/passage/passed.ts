import { canonicalJson, own } from '#kernel/domain';
import {
  applicability,
  checkValue,
  conversion,
  findGroup,
  findItem,
  findRow,
  isFilled,
  lacksRows,
  missingReason,
  parseKey,
  scopeOn,
  valueAt,
  withCalculated,
  type Env,
  type Form,
  type Protocol,
  type ProtocolMessage,
  type Value,
  type Values,
} from '#protocols/domain';
import type { WrittenChange } from '../changes/judge-changes.js';
import { targetsOf, type Mapping, type ValueMove } from './mapping.js';
import type { Marks } from '../changes/marks.js';

/** A form in one version of its protocol. */
export interface VersionOfForm {
  readonly protocol: Pick<Protocol, 'codeLists'>;
  readonly form: Form;
}

/** An answer that the new version does not accept as it stands. */
export interface Refusal {
  /** Where it stands. */
  readonly from: string;
  /** Where it would stand. */
  readonly key: string;
  readonly value: Value;
  readonly says: ProtocolMessage;
}

/** An answer that leaves the data. */
export interface Left {
  readonly key: string;
  readonly old: Value;
  /** The item or group of the former version about whose answers the centre is asked. */
  readonly asks?: string;
}

/** An answer whose key or value is not the same afterwards. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly old: Value;
  readonly new: Value;
}

/** What becomes of a form: everything that its passage would write, and what prevents it. */
export interface Passed {
  /** All values afterwards, calculated ones included. */
  readonly values: Values;
  /** What the journal tells: moved and changed answers on both keys, those that leave on theirs. */
  readonly written: readonly WrittenChange[];
  /** From the former key to the new one, where the key or the value is not the same. */
  readonly moved: readonly Moved[];
  /** Those of them that may be told: what a condition hides goes along, and says nothing of the patient to anyone. */
  readonly changed: readonly Moved[];
  /** Former keys of answers that leave the data, of those that may be told; the history keeps all. */
  readonly left: readonly Left[];
  /** New keys of answers that stay, and do not apply any more. */
  readonly hidden: readonly string[];
  /** New keys that wait for an answer, and did not before. */
  readonly missing: readonly string[];
  /** Nothing is written while one of these is undecided. */
  readonly refused: readonly Refusal[];
  /** Answers that stay though the new version does not accept them: the centre is asked about each. */
  readonly asked: readonly Refusal[];
  readonly unmapped: readonly string[];
}

/** An answer that stands on another key since a passage, or since one was taken back. */
export interface Rekeyed {
  readonly from: string;
  readonly to: string;
  /** Its version where it stood: what speaks of another one is older than it. */
  readonly was: number;
  readonly isSame: boolean;
}

/**
 * What a form begun under one version becomes under another. Pure: the caller has locked the form, and writes what it says.
 * An answer that a condition hid goes along untold; where the new version refuses it, it leaves, since nobody may be shown it to decide.
 * @param leaving former keys of answers that leave, each where it stands: the same answer may be right in the next row.
 */
export function passed(
  from: VersionOfForm,
  to: VersionOfForm,
  values: Values,
  mapping: Mapping,
  env: Env,
  leaving: ReadonlySet<string> = new Set(),
): Passed {
  const targets = targetsOf(from.form, to.form, mapping);
  const typed = Object.entries(values).filter(([key]) => findItem(from.form, key)?.item.type !== 'calc');
  const places = typed.map(([key, value]) => ({ key, value, ...aimOf(key, targets) }));
  const unmapped = new Set(places.flatMap(({ open }) => (open === undefined ? [] : [open])));

  const carried = places.flatMap(({ key, value, to: aim }) => {
    if (aim === undefined || leaving.has(key)) return [];
    const becomes = decided(to.form, aim, convert(from.form, to.form, key, aim, value), mapping);
    return becomes === null ? [] : [{ from: key, to: aim, old: value, new: becomes }];
  });
  const kept = new Set(carried.map((each) => each.from));
  const typedAfter = Object.fromEntries(carried.map((each) => [each.to, each.new]));
  const [was, is] = [applicability(from.form, values, env), applicability(to.form, typedAfter, env)];
  const after = withCalculated(to.form, typedAfter, env, is);
  const moved = carried.filter((each) => each.from !== each.to || !same(each.old, each.new));
  const asks = new Set(mapping.items.flatMap((move) => (move.keep && move.form === from.form.code ? [move.from] : [])));
  const gone = places.filter(({ key, open }) => open === undefined && !kept.has(key));
  const isTold = (key: string) => own(was.values, key) !== undefined;
  const left = gone
    .filter(({ key }) => isTold(key))
    .map(({ key, value }): Left => {
      const asked = codesAt(key).find((code) => asks.has(code));
      return { key, old: value, ...(asked !== undefined && { asks: asked }) };
    });

  const [before, now] = [new Set(was.items.map(({ key }) => key)), new Set(is.items.map(({ key }) => key))];
  const lackedBefore = new Set([...lacking(was)].map((key) => aimOf(key, targets).to));
  const against = carried.flatMap((each) => refusal(from, to, each, { was: was.values, is: is.values, env }));
  const [asked, refused] = [
    against.filter((each) => isKept(to.form, each, mapping)),
    against.filter((each) => !isKept(to.form, each, mapping)),
  ];
  const decidedOn = ({ from: key, key: aim }: Refusal) => {
    const value = own(values, key);
    return value !== undefined && moveOf(to.form, aim, convert(from.form, to.form, key, aim, value), mapping) !== undefined;
  };
  // A value that was decided on and is refused still is nobody's: it stays undecided.
  const free = against.filter((each) => !isTold(each.from) || (mapping.rest === 'leave' && refused.includes(each) && !decidedOn(each)));
  if (free.length > 0) return passed(from, to, values, mapping, env, new Set([...leaving, ...free.map((each) => each.from)]));
  return {
    values: after,
    written: [...moved.flatMap(told), ...gone.map(({ key, value }) => ({ item: key, old: value }))],
    moved,
    changed: moved.filter(({ from: key }) => isTold(key)),
    left,
    hidden: carried.filter((each) => before.has(each.from) && isItem(to.form, each.to) && !now.has(each.to)).map((each) => each.to),
    missing: [...lacking(is)].filter((key) => !lackedBefore.has(key)),
    refused,
    asked,
    unmapped: [...unmapped],
  };
}

/** The versions of what a passage, or its revert, wrote: an answer keeps the centre that typed it. */
export function marksAfter(marks: Marks, { written, moved }: Pick<Passed, 'written' | 'moved'>, seq: number): Marks {
  const origins = new Map(moved.map(({ from, to }) => [to, from]));
  const centreOf = (key: string) => own(marks, origins.get(key) ?? key)?.[1] ?? own(marks, key)?.[1] ?? '';
  return { ...marks, ...Object.fromEntries(written.map(({ item }) => [item, [seq, centreOf(item)] as const])) };
}

/** Which answers changed their key, as the journal tells it of a passage: one that leaves a key is told just before it comes to the other. */
export function rekeyedIn(written: readonly WrittenChange[], marks: Marks): Rekeyed[] {
  return written.flatMap(({ item: from, old, new: left }, index) => {
    const next = written[index + 1];
    if (old === undefined || left !== undefined || !next || next.old !== undefined || next.new === undefined) return [];
    return [{ from, to: next.item, was: own(marks, from)?.[0] ?? 0, isSame: same(old, next.new) }];
  });
}

/** The same of a passage that is taken back. */
export function rekeyedBack(written: readonly WrittenChange[], marks: Marks): Rekeyed[] {
  return rekeyedIn(written, {}).map(({ from, to, isSame }) => ({ from: to, to: from, was: own(marks, to)?.[0] ?? 0, isSame }));
}

/** The new key of an answer; `open`: the code that nobody mapped. */
export function aimOf(key: string, targets: ReturnType<typeof targetsOf>): { readonly to?: string; readonly open?: string } {
  const at = parseKey(key);
  if (!at) return {};
  const first = 'group' in at ? at.group : at.item;
  const outer = targets.get(first) ?? 'unmapped';
  if (typeof outer === 'string') return outer === 'unmapped' ? { open: first } : {};
  if (!('group' in at)) return outer;
  if (at.item === undefined) return { to: `${outer.to}/${at.rowId}` };
  const inner = targets.get(at.item) ?? 'unmapped';
  if (typeof inner === 'string') return inner === 'unmapped' ? { open: at.item } : {};
  return { to: `${outer.to}/${at.rowId}/${inner.to}` };
}

/** What a mapping may name of a key: its group, its item. */
function codesAt(key: string): readonly string[] {
  const at = parseKey(key);
  if (!at) return [];
  return [...('group' in at ? [at.group] : []), ...(at.item === undefined ? [] : [at.item])];
}

/** What its kind makes of it where the new version asks it otherwise; every other value goes as it stands, and is judged. */
export function convert(from: Form, to: Form, key: string, aim: string, value: Value): Value {
  const [was, is] = [findItem(from, key)?.item, findItem(to, aim)?.item];
  const become = was && is && missingReason(value) === undefined ? conversion(was, is) : undefined;
  return become ? become(value) : value;
}

/** What the manager decided for this answer; the answer itself when nothing was; null: it leaves. */
function decided(form: Form, key: string, value: Value, mapping: Mapping): Value | null {
  const code = findItem(form, key)?.item.code;
  // That there is none says nothing more where the new version wants a row, or does not ask.
  if (code === undefined && findGroup(form, key)) return null;
  const move = moveOf(form, key, value, mapping);
  return move && !move.keep ? move.to : value;
}

/** What the manager said of that value, of that field. */
function moveOf(form: Form, key: string, value: Value, { values }: Mapping): ValueMove | undefined {
  const code = findItem(form, key)?.item.code;
  return values.find((each) => each.form === form.code && each.item === code && same(each.from, value));
}

/** Whether someone said that this answer stays as it is. */
function isKept(form: Form, { key, value }: Refusal, mapping: Mapping): boolean {
  const move = moveOf(form, key, value, mapping);
  return move ? move.keep === true : mapping.rest === 'keep';
}

/** Only what the new version refuses and the former did not: an answer that was wrong already is not this passage's to settle. */
function refusal(
  from: VersionOfForm,
  to: VersionOfForm,
  { from: key, to: aim, old, new: value }: Moved,
  { was, is, env }: { readonly was: Values; readonly is: Values; readonly env: Env },
): readonly Refusal[] {
  const [former, now] = [findItem(from.form, key), findItem(to.form, aim)];
  if (!former || !now) return [];
  const row = (found: typeof now) =>
    found.group && found.rowId !== undefined ? { group: found.group.code, rowId: found.rowId } : undefined;
  const problem = checkValue(now.item, value, to.protocol.codeLists, scopeOn(to.form, is, env, row(now)));
  if (!problem) return [];
  const already = same(old, value) && checkValue(former.item, old, from.protocol.codeLists, scopeOn(from.form, was, env, row(former)));
  return already ? [] : [{ from: key, key: aim, value, says: problem.says }];
}

function told({ from, to, old, new: value }: Moved): readonly WrittenChange[] {
  return from === to
    ? [{ item: from, old, new: value }]
    : [
        { item: from, old },
        { item: to, new: value },
      ];
}

function lacking({ items, groups, values }: ReturnType<typeof applicability>): ReadonlySet<string> {
  const unanswered = items.filter(({ key, item }) => {
    const value = valueAt(values, key);
    return item.type !== 'calc' && !isFilled(value) && missingReason(value) === undefined;
  });
  return new Set([...unanswered.map(({ key }) => key), ...groups.filter(lacksRows).map(({ group }) => group.code)]);
}

function isItem(form: Form, key: string): boolean {
  return findRow(form, key) === undefined;
}

function same(one: Value, other: Value): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
