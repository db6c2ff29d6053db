import type { ActRegistry } from '#kernel/domain';
import type { JournalRow } from './journal.store.js';

/** A line of the story of a file: the entry that it ends with, and its sentence. */
export interface StoryLine {
  readonly row: JournalRow;
  readonly text: string;
}

/** What is told together was written within it. In milliseconds. */
const SOON = 10 * 60_000;

/** The story of a file, from its entries, first things first. Acts that tell several of their entries together have one line for them. */
export function storyOf(rows: readonly JournalRow[], acts: ActRegistry): StoryLine[] {
  const groups: JournalRow[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group && isOneMore(group, row, acts)) group.push(row);
    else groups.push([row]);
  }
  return groups.map((group) => ({ row: group.at(-1) as JournalRow, text: textOf(group, acts) }));
}

function isOneMore([first]: readonly JournalRow[], { action, at }: JournalRow, acts: ActRegistry): boolean {
  return first?.action === action && acts.of(action)?.together !== undefined && at.getTime() - first.at.getTime() < SOON;
}

function textOf(group: readonly JournalRow[], acts: ActRegistry): string {
  const [{ action, details, changes }] = group as [JournalRow];
  return acts.of(action)?.together?.(group.map((row) => row.details)) ?? acts.sentence(action, details, changes.length);
}
