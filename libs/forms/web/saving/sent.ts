import type { FormView, ValuesSaved } from '#api-client';
import type { ApiProblem } from '#kernel/web';
import type { Value, Values } from '#protocols/domain';
import type { Change, Known, Marks } from './ledger.js';
import type { Sent } from './saving.js';

/** What a form that was read tells of its answers. */
export function knownOf({ values, marks, contentVersion, stateVersion }: FormView): Known {
  return { values: values as Values, marks: marks as Marks, contentVersion, stateVersion };
}

/** A save that was accepted, as the saving engine hears it. */
export function savedAs({ marks, calculated, contentVersion, stateVersion, savedAt, voided }: ValuesSaved): Sent {
  return {
    outcome: 'saved',
    receipt: { marks: marks as Marks, calculated: calculated as Record<string, unknown>, contentVersion, stateVersion, savedAt, voided },
  };
}

/** The server does not take what is sent, be it sent again: one answer among them is wrong, or all together are too much. */
const UNACCEPTABLE: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** A save that was not, as the saving engine hears it. What we did not foresee is tried again: nothing typed is ever dropped. */
export function refusedAs(problem: ApiProblem, changes: readonly Change[] = []): Sent {
  const items = problem.items;
  const message = [problem.title, problem.detail].filter(Boolean).join(' ');
  switch (problem.code) {
    case 'value-conflict':
      return {
        outcome: 'conflict',
        conflicts: items.map(({ path, theirs, base, by, at, row }) => ({
          path,
          base: Number(base),
          by: String(by ?? ''),
          at: String(at ?? ''),
          ...(theirs !== undefined && theirs !== null && { theirs: theirs as Value }),
          ...(isRow(row) && { row }),
        })),
      };
    case 'unprocessable-values':
    case 'unknown-item':
      return { outcome: 'refused', items };
    case 'reason-required':
      return { outcome: 'reason-required', items };
  }
  // A page whose token is of another session is in the name of nobody until that is mended.
  if (problem.status === 401 || problem.code === 'csrf') return { outcome: 'signed-out' };
  if (problem.passing || problem.status < 0) return { outcome: 'unreachable' };
  if (UNACCEPTABLE.has(problem.status)) {
    return { outcome: 'refused', items: items.map(({ path, ...rest }) => ({ ...rest, path: keyAt(path, changes) })), message };
  }
  return { outcome: 'forbidden', message };
}

/** The server names what a sending is made of by its place: `changes.3.reason`, `changes[3].reason`. */
function keyAt(path: string, changes: readonly Change[]): string {
  const place = /^changes(?:\.|\[)(\d+)/.exec(path)?.[1];
  return (place !== undefined && changes[Number(place)]?.item) || path;
}

function isRow(row: unknown): row is { readonly key: string; readonly base: number } {
  return typeof row === 'object' && row !== null && 'key' in row && 'base' in row;
}
