import type { FormView, ValuesSaved } from '#api-client';
import type { ApiProblem } from '#kernel/web';
import type { Value, Values } from '#protocols/domain';
import type { Known, Marks } from './ledger.js';
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

/** A save that was not, as the saving engine hears it. What we did not foresee is tried again: nothing typed is ever dropped. */
export function refusedAs(problem: ApiProblem): Sent {
  const items = problem.items;
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
  if (problem.status === 401) return { outcome: 'signed-out' };
  if (problem.passing || problem.status < 0) return { outcome: 'unreachable' };
  return { outcome: 'forbidden', message: [problem.title, problem.detail].filter(Boolean).join(' ') };
}

function isRow(row: unknown): row is { readonly key: string; readonly base: number } {
  return typeof row === 'object' && row !== null && 'key' in row && 'base' in row;
}
