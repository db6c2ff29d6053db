import { own } from '#kernel/domain';
import type { Value } from '#protocols/domain';
import { amend, baseOf, groupOf, put, rowOf, same } from './ledger.js';
import type { Conflict, Known, Ledger, Pending, SaveReceipt, Unanswered } from './ledger.js';

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
    if (draft) return { ...now, drafts: new Map(now.drafts).set(key, { ...draft, unanswered: alsoSent(draft.unanswered, value) }) };
    return amend(now, key, (entry) => ({ ...entry, unanswered: alsoSent(entry.unanswered, value) }));
  }, ledger);
}

/** A try after another: the server may have what the first one said, or what this one says. */
export function alsoSent(before: Unanswered = [], value: Value | undefined): Unanswered {
  return [...before.filter((each) => !same(each.value, value)), { value }];
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
        same(entry.value, sent.get(path)?.value) ? { ...notTaken(entry), held: { why: 'refused', message } } : entry,
      ),
    ledger,
  );
}

/**
 * A reason is asked for these; also where a row that was sent takes back, by itself, the word that there is none. An answer that was changed
 * meanwhile is judged again when it is sent.
 */
export function reasonWanted(ledger: Ledger, keys: readonly string[], sent: ReadonlyMap<string, Pending>): Ledger {
  return keys.reduce((now, key) => {
    if (sent.has(key) && !same(now.pending.get(key)?.value, sent.get(key)?.value)) return now;
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
    const sentByUs = entry.unanswered?.some(({ value }) => same(value, theirs)) ?? (inGroup && theirs === undefined);
    const isOurs = !conflict.row && sentByUs;
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
export function agrees(
  { value, base, unanswered = [] }: Pick<Pending, 'value' | 'base' | 'unanswered'>,
  known: Known,
  key: string,
): boolean {
  if (!same(value, own(known.values, key))) return false;
  const seen = baseOf(known, key);
  // A reading from before what this is typed over comes late, and says nothing of it.
  if (seen < base) return false;
  return unanswered.every((each) => same(each.value, value)) || seen > base;
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

/** The server does not have what it refuses; what was sent before it, it may. */
function notTaken({ unanswered = [], ...entry }: Pending): Pending {
  const others = unanswered.filter(({ value }) => !same(value, entry.value));
  return others.length ? { ...entry, unanswered: others } : entry;
}

function withoutUnanswered<T extends { readonly unanswered?: Unanswered }>({ unanswered: _, ...entry }: T): Omit<T, 'unanswered'> {
  return entry;
}
