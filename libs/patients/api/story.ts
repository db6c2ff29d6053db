import { wordsOf } from './journal-words.js';
import type { JournalRow } from './journal.store.js';

/** A line of the story of a file: the entry that it ends with, and its sentence. */
export interface StoryLine {
  readonly row: JournalRow;
  readonly text: string;
}

/** E-mails about one event leave within it. In milliseconds. */
const ONE_SENDING = 10 * 60_000;

const AND = new Intl.ListFormat('fr', { type: 'conjunction' });

/**
 * The story of a file, from its entries, first things first. E-mails that left one after the other are one line, which names everyone who was written
 * to (charter C6.1): eight lines of them hid what they were about.
 */
export function storyOf(rows: readonly JournalRow[]): StoryLine[] {
  const groups: JournalRow[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group && sentTogether(group, row)) group.push(row);
    else groups.push([row]);
  }
  return groups.map((group) => ({ row: group.at(-1) as JournalRow, text: textOf(group) }));
}

function sentTogether([first]: readonly JournalRow[], { action, at }: JournalRow): boolean {
  return action === 'notification.sent' && first?.action === action && at.getTime() - first.at.getTime() < ONE_SENDING;
}

function textOf(group: readonly JournalRow[]): string {
  const names = [...new Set(group.map(({ details }) => String(details['personName'])))];
  const [only] = group;
  return names.length === 1 && only ? wordsOf(only.action, only.details, only.changes.length) : `E-mails envoyés à ${AND.format(names)}`;
}
