import { say, type FormGap } from '#forms/domain';
import type { MissingField } from '#protocols/domain';
import type { Drawing } from './drawing.js';
import type { UnsavedLine } from '../saving/unsaved.js';

/** What is still to be done on a form, each field in one list only: what the bar counts and what the panel lists. */
export interface ToDo {
  readonly unsaved: readonly UnsavedLine[];
  readonly wrong: readonly { readonly key: string; readonly text: string }[];
  readonly carried: readonly FormGap[];
  /** Missing, and nothing stands there in another list. */
  readonly toFill: readonly MissingField[];
}

export function toDoOn({ fields, gaps, missing }: Pick<Drawing, 'fields' | 'gaps' | 'missing'>, unsaved: readonly UnsavedLine[]): ToDo {
  const waits = new Set(unsaved.map(({ key }) => key));
  const wrong = [
    ...[...fields.values()].flatMap(({ key, problem }) => (problem && !waits.has(key) ? [{ key, text: problem }] : [])),
    ...gaps
      .filter(({ kind, key }) => kind !== 'missing' && kind !== 'carried' && !fields.has(key) && !waits.has(key))
      .map(({ key, says }) => ({ key, text: say(says) })),
  ];
  const carried = gaps.filter(({ kind, key }) => kind === 'carried' && !waits.has(key));
  const told = new Set([...waits, ...wrong.map(({ key }) => key), ...carried.map(({ key }) => key)]);
  return { unsaved, wrong, carried, toFill: missing.filter(({ key }) => !told.has(key)) };
}
