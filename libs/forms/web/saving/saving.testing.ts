import { jest } from '@jest/globals';
import type { Value } from '#protocols/domain';
import type { Change, Known } from './ledger.js';
import { Saving, type Sent } from './saving.js';

export const DELAYS = { typing: 1000, settled: 100, longest: 3000, retries: [1000, 5000] };
export const mark = (seq: number) => ({ seq, centreId: 'a' });
export const known = (values: Record<string, Value> = {}, contentVersion = 1, seqs: Record<string, number> = {}): Known => ({
  values,
  marks: Object.fromEntries(Object.keys({ ...values, ...seqs }).map((key) => [key, mark(seqs[key] ?? 1)])),
  contentVersion,
  stateVersion: 1,
});
export const unreachable: Sent = { outcome: 'unreachable' };
export const theirs = (path: string, value: Value | undefined, base = 9): Sent => ({
  outcome: 'conflict',
  conflicts: [{ path, base, by: 'Dr Marc', at: '2026-03-03T13:02:00Z', ...(value !== undefined && { theirs: value }) }],
});

/** A server that keeps what is sent to it, and answers first what it was told to. */
function server(...answers: (Sent | Promise<Sent>)[]) {
  const received: (readonly Change[])[] = [];
  let seq = 10;
  let version = 1;
  const send = async (changes: readonly Change[]): Promise<Sent> => {
    received.push(changes);
    const told = answers.shift();
    if (told) return told;
    seq += 1;
    version += 1;
    const marks = Object.fromEntries(changes.map(({ item }) => [item, mark(seq)]));
    return { outcome: 'saved', receipt: { marks, calculated: {}, contentVersion: version, stateVersion: 1, savedAt: `at ${seq}` } };
  };
  return { received, send };
}

/** A saving engine over such a server. */
export function open(at: Known, ...answers: (Sent | Promise<Sent>)[]) {
  const { received, send } = server(...answers);
  const saving = new Saving(send, DELAYS, () => Date.now());
  saving.accept(at);
  return { saving, received };
}

/** Lets time pass, timers and promises included. */
export const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
