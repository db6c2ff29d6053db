import { own } from '#kernel/domain';
import { versionAt } from '#forms/domain';
import type { Value, Values } from '#protocols/domain';

/** Version and provenance of a value, as the server keeps it. */
export interface Mark {
  readonly seq: number;
  readonly centreId: string;
}
export type Marks = Readonly<Record<string, Mark>>;

/** One answer as it is sent: typed over the version `base`; without `value`, taken away. */
export interface Change {
  readonly item: string;
  readonly value?: Value;
  readonly base: number;
  readonly reason?: string;
}

/** What the server has, as last read or saved. */
export interface Known {
  readonly values: Values;
  readonly marks: Marks;
  readonly contentVersion: number;
  readonly stateVersion: number;
}

/** What a save changed beside the values themselves. */
export interface SaveReceipt {
  readonly marks: Marks;
  readonly calculated: Readonly<Record<string, unknown>>;
  readonly contentVersion: number;
  readonly stateVersion: number;
}

/** The other side of a conflict; `theirs` absent when they took the answer away. */
export interface Conflict {
  readonly path: string;
  readonly theirs?: Value;
  /** Their version: what an answer that is kept is based on from now on. */
  readonly base: number;
  readonly by: string;
  readonly at: string;
  /** The row that they took away while one typed in it, and the version of that. */
  readonly row?: { readonly key: string; readonly base: number };
}

/** Why an answer waits for the person, and not for the network. */
export type Held =
  | { readonly why: 'refused'; readonly message: string }
  | { readonly why: 'conflict'; readonly conflict: Conflict }
  | { readonly why: 'reason' };

export interface Pending {
  readonly value: Value | undefined;
  readonly base: number;
  readonly reason?: string;
  readonly held?: Held;
  readonly unanswered?: Unanswered;
}

/** What was sent without an answer coming back: the server may have it. */
export interface Unanswered {
  readonly value: Value | undefined;
}

/** What was typed and is no value yet: kept as it is, beside what is wrong with it. */
export interface Draft {
  readonly text: string;
  readonly message: string;
  readonly base: number;
  readonly unanswered?: Unanswered;
  /** The field still has the focus: it is not wrong yet. */
  readonly isTyping: boolean;
}

/** Everything the page knows of the answers of one form. Every function below gives a new one. */
export interface Ledger {
  readonly known: Known;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly drafts: ReadonlyMap<string, Draft>;
}

export function openLedger(known: Known): Ledger {
  return { known, pending: new Map(), drafts: new Map() };
}

/**
 * The answers as the person sees them: what the server has, and over it what waits. A row that someone else took away stays on the page
 * as long as something typed in it waits: a person's words never vanish under their hands.
 */
export function currentValues({ known, pending, drafts }: Ledger): Values {
  if (pending.size === 0 && drafts.size === 0) return known.values;
  const values: Record<string, Value> = { ...known.values };
  for (const [key, { value }] of pending) put(values, key, value);
  for (const key of [...pending.keys(), ...drafts.keys()]) if (key !== rowOf(key)) values[rowOf(key)] = true;
  return values;
}

/** A value was typed. What equals the server's and is not on its way needs no saving. */
export function typed(ledger: Ledger, key: string, value: Value | undefined, sending: ReadonlySet<string>): Ledger {
  const before = ledger.pending.get(key);
  const draft = ledger.drafts.get(key);
  const base = before?.base ?? draft?.base ?? baseOf(ledger.known, key);
  const unanswered = before?.unanswered ?? draft?.unanswered;
  if (value === undefined) ledger = withoutRow(ledger, key);
  const drafts = without(ledger.drafts, key);
  const isUpToDate = base === baseOf(ledger.known, key) || before?.held?.why === 'conflict';
  const isBack = isUpToDate && same(value, own(ledger.known.values, key));
  if (isBack && !sending.has(key) && !unanswered) return { ...ledger, drafts, pending: without(ledger.pending, key) };
  const { held, ...rest } = before ?? {};
  const stays = held && held.why !== 'refused' ? { held } : {};
  const entry = { ...rest, ...stays, ...(unanswered && { unanswered }), value, base };
  return { ...ledger, drafts, pending: new Map(ledger.pending).set(key, entry) };
}

/** Something was typed of which no value can be made. What waited under that key is superseded. */
export function drafted(ledger: Ledger, key: string, { text, message, isTyping }: Pick<Draft, 'text' | 'message' | 'isTyping'>): Ledger {
  const before = ledger.drafts.get(key) ?? ledger.pending.get(key);
  const { base = baseOf(ledger.known, key), unanswered } = before ?? {};
  const draft = { text, message, base, isTyping, ...(unanswered && { unanswered }) };
  return { ...ledger, pending: without(ledger.pending, key), drafts: new Map(ledger.drafts).set(key, draft) };
}

/** The person gives up what they typed there: the server's value stands. */
export function givenUp(ledger: Ledger, key: string): Ledger {
  return { ...ledger, pending: without(ledger.pending, key), drafts: without(ledger.drafts, key) };
}

/** The person keeps their answer against the other side, knowing it. Where that was a row taken away, the row is added again. */
export function keptMine(ledger: Ledger, key: string): Ledger {
  const { held } = ledger.pending.get(key) ?? {};
  const row = held?.why === 'conflict' ? held.conflict.row : undefined;
  return amend(row ? withRow(ledger, row) : ledger, key, ({ held, ...rest }) =>
    held?.why === 'conflict' ? { ...rest, base: held.conflict.base } : held ? { ...rest, held } : rest,
  );
}

/** The reason of a change, which can then be sent. */
export function reasonGiven(ledger: Ledger, key: string, reason: string): Ledger {
  return amend(ledger, key, ({ held, ...rest }) => ({ ...rest, reason, ...(held && held.why !== 'reason' && { held }) }));
}

/**
 * What can be sent now, at most `limit`: rows before what stands in them. A row that was added where one had said that there is none waits
 * until that word is taken back: sent alone, it would be refused for it.
 */
export function sendable(ledger: Ledger, limit: number): readonly Change[] {
  const waits = (key: string) => {
    const stated = key.includes('/') ? ledger.pending.get(groupOf(key)) : undefined;
    return stated?.held !== undefined && stated.value === undefined;
  };
  return [...ledger.pending]
    .filter(([key, { held }]) => !held && !waits(key))
    .slice(0, limit)
    .map(([item, { value, base, reason }]) => ({
      item,
      base,
      ...(value !== undefined && { value }),
      ...(reason !== undefined && { reason }),
    }));
}

/** What was sent is saved; an answer changed meanwhile waits again, over the new version. */
export function saved(ledger: Ledger, sent: ReadonlyMap<string, Pending>, receipt: SaveReceipt): Ledger {
  const values: Record<string, Value> = { ...ledger.known.values };
  const pending = new Map(ledger.pending);
  const drafts = new Map(ledger.drafts);
  for (const [key, { value }] of sent) {
    put(values, key, value);
    if (value === undefined && key.includes('/'))
      for (const inRow of Object.keys(values).filter((each) => each.startsWith(`${key}/`))) delete values[inRow];
    const now = pending.get(key);
    const base = own(receipt.marks, key)?.seq;
    if (now && same(now.value, value)) pending.delete(key);
    else if (now) pending.set(key, { ...withoutUnanswered(now), base: base ?? now.base });
    // Removing the row of an answer that was on its way is based on that answer too: it is one's own.
    // So is saying that there is no row, of all that was on its way in the group.
    const row = pending.get(rowOf(key));
    if (row && row.value === undefined && base !== undefined) pending.set(rowOf(key), { ...row, base: Math.max(row.base, base) });
    const stated = key.includes('/') ? pending.get(groupOf(key)) : undefined;
    if (stated && base !== undefined) pending.set(groupOf(key), { ...stated, base: Math.max(stated.base, base) });
    const draft = drafts.get(key);
    if (draft) drafts.set(key, { ...withoutUnanswered(draft), base: base ?? draft.base });
  }
  for (const [key, value] of Object.entries(receipt.calculated)) put(values, key, (value ?? undefined) as Value | undefined);
  const known = {
    values,
    marks: { ...ledger.known.marks, ...receipt.marks },
    contentVersion: Math.max(ledger.known.contentVersion, receipt.contentVersion),
    stateVersion: Math.max(ledger.known.stateVersion, receipt.stateVersion),
  };
  return { known, pending, drafts };
}

/** No answer came: the server may have it or not. */
export function unanswered(ledger: Ledger, sent: ReadonlyMap<string, Pending>): Ledger {
  return [...sent].reduce((now, [key, { value }]) => {
    const draft = now.drafts.get(key);
    if (draft) return { ...now, drafts: new Map(now.drafts).set(key, { ...draft, unanswered: { value } }) };
    return amend(now, key, (entry) => ({ ...entry, unanswered: { value } }));
  }, ledger);
}

/** Some answers are refused, each with its words; they stay as typed. One that was mended meanwhile is not the one that is refused. */
export function refused(
  ledger: Ledger,
  items: readonly { readonly path: string; readonly message: string }[],
  sent: ReadonlyMap<string, Pending>,
): Ledger {
  return items.reduce(
    (now, { path, message }) =>
      amend(now, path, (entry) =>
        same(entry.value, sent.get(path)?.value) ? { ...withoutUnanswered(entry), held: { why: 'refused', message } } : entry,
      ),
    ledger,
  );
}

/** A reason is asked for these; also where a row that was sent takes back, by itself, the word that there is none. */
export function reasonWanted(ledger: Ledger, keys: readonly string[]): Ledger {
  return keys.reduce((now, key) => {
    const { reason: _, ...entry } = now.pending.get(key) ?? { value: undefined, base: baseOf(now.known, key) };
    return { ...now, pending: new Map(now.pending).set(key, { ...entry, held: { why: 'reason' } }) };
  }, ledger);
}

/**
 * Someone else changed the same answers. Where the other side is what we sent ourselves without hearing back, or already what
 * we propose, there is nothing to decide.
 */
export function conflicted(ledger: Ledger, conflicts: readonly Conflict[]): Ledger {
  return conflicts.reduce((now, conflict) => {
    const { path: key, theirs, base } = conflict;
    const entry = now.pending.get(key);
    if (!entry) return now;
    const inGroup = [...now.pending].some(([each, { unanswered }]) => unanswered && each !== key && groupOf(each) === key);
    const isOurs = !conflict.row && (entry.unanswered ? same(entry.unanswered.value, theirs) : inGroup && theirs === undefined);
    const agreed = same(entry.value, theirs);
    const aware = conflict.row ? learnRowGone(now, conflict.row) : now;
    const learnt = agreed ? aware : learn(aware, key, theirs, base);
    return amend(learnt, key, (each) =>
      isOurs || agreed ? { ...withoutUnanswered(each), base } : { ...withoutUnanswered(each), held: { why: 'conflict', conflict } },
    );
  }, ledger);
}

/** The form was read again. What the person typed stays, over the version they typed it on; what agrees is no longer pending. */
export function readAgain(ledger: Ledger, known: Known, sending: ReadonlySet<string>): Ledger {
  if (known.contentVersion < ledger.known.contentVersion) return ledger;
  return {
    ...ledger,
    known,
    pending: new Map([...ledger.pending].filter(([key, entry]) => sending.has(key) || !agrees(entry, known, key))),
  };
}

/** The server has it, and nothing sent before it may yet arrive. */
export function agrees({ value, base, unanswered }: Pick<Pending, 'value' | 'base' | 'unanswered'>, known: Known, key: string): boolean {
  if (!same(value, own(known.values, key))) return false;
  return !unanswered || same(unanswered.value, value) || baseOf(known, key) > base;
}

export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function groupOf(key: string): string {
  return key.split('/', 1).join();
}

function rowOf(key: string): string {
  return key.split('/').slice(0, 2).join('/');
}

function baseOf({ marks }: Known, key: string): number {
  return versionAt(Object.fromEntries(Object.entries(marks).map(([each, { seq }]) => [each, seq])), key);
}

function learn(ledger: Ledger, key: string, value: Value | undefined, seq: number): Ledger {
  const values: Record<string, Value> = { ...ledger.known.values };
  put(values, key, value);
  const marks = { ...ledger.known.marks, [key]: { centreId: '', ...own(ledger.known.marks, key), seq } };
  return { ...ledger, known: { ...ledger.known, values, marks } };
}

function learnRowGone(ledger: Ledger, { key, base }: { readonly key: string; readonly base: number }): Ledger {
  const kept = Object.entries(ledger.known.values).filter(([each]) => each !== key && !each.startsWith(`${key}/`));
  return learn({ ...ledger, known: { ...ledger.known, values: Object.fromEntries(kept) } }, key, undefined, base);
}

/** The row again, before what stands in it: they are sent together. */
function withRow(ledger: Ledger, { key, base }: { readonly key: string; readonly base: number }): Ledger {
  return ledger.pending.has(key) ? ledger : { ...ledger, pending: new Map([[key, { value: true, base }], ...ledger.pending]) };
}

function amend(ledger: Ledger, key: string, change: (entry: Pending) => Pending): Ledger {
  const entry = ledger.pending.get(key);
  return entry ? { ...ledger, pending: new Map(ledger.pending).set(key, change(entry)) } : ledger;
}

/** When a row goes, what was typed in it goes too. */
function withoutRow(ledger: Ledger, key: string): Ledger {
  const kept = <T>(map: ReadonlyMap<string, T>) => new Map([...map].filter(([each]) => !each.startsWith(`${key}/`)));
  return { ...ledger, pending: kept(ledger.pending), drafts: kept(ledger.drafts) };
}

function withoutUnanswered<T extends { readonly unanswered?: Unanswered }>({ unanswered: _, ...entry }: T): Omit<T, 'unanswered'> {
  return entry;
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

function put(values: Record<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) delete values[key];
  else values[key] = value;
}
