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

/** All that was sent under one key without an answer coming back, the latest last: the server may have any of it. */
export type Unanswered = readonly { readonly value?: Value | undefined }[];

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

/** The person gives up what they typed there: the server's value stands. Where some of it may have reached the server, that value is sent over it. */
export function givenUp(ledger: Ledger, key: string, sending: ReadonlySet<string>): Ledger {
  const { base = baseOf(ledger.known, key), unanswered } = ledger.pending.get(key) ?? ledger.drafts.get(key) ?? {};
  const [pending, drafts] = [without(ledger.pending, key), without(ledger.drafts, key)];
  if (!unanswered && !sending.has(key)) return { ...ledger, pending, drafts };
  const stands = { value: own(ledger.known.values, key), base, ...(unanswered && { unanswered }) };
  return { ...ledger, pending: new Map(pending).set(key, stands), drafts };
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

export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

export function groupOf(key: string): string {
  return key.split('/', 1).join();
}

export function rowOf(key: string): string {
  return key.split('/').slice(0, 2).join('/');
}

export function baseOf({ marks }: Known, key: string): number {
  return versionAt(Object.fromEntries(Object.entries(marks).map(([each, { seq }]) => [each, seq])), key);
}

/** The row again, before what stands in it: they are sent together. */
function withRow(ledger: Ledger, { key, base }: { readonly key: string; readonly base: number }): Ledger {
  return ledger.pending.has(key) ? ledger : { ...ledger, pending: new Map([[key, { value: true, base }], ...ledger.pending]) };
}

export function amend(ledger: Ledger, key: string, change: (entry: Pending) => Pending): Ledger {
  const entry = ledger.pending.get(key);
  return entry ? { ...ledger, pending: new Map(ledger.pending).set(key, change(entry)) } : ledger;
}

/** When a row goes, what was typed in it goes too. */
function withoutRow(ledger: Ledger, key: string): Ledger {
  const kept = <T>(map: ReadonlyMap<string, T>) => new Map([...map].filter(([each]) => !each.startsWith(`${key}/`)));
  return { ...ledger, pending: kept(ledger.pending), drafts: kept(ledger.drafts) };
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

export function put(values: Record<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) delete values[key];
  else values[key] = value;
}
