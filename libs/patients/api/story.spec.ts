import { describe, expect, it } from '@jest/globals';
import type { JournalRow } from './journal.store.js';
import { storyOf } from './story.js';

let seq = 0;
const entry = (action: string, minute: number, personName?: string): JournalRow =>
  ({ seq: ++seq, at: new Date(Date.UTC(2026, 10, 22, 9, minute)), action, details: { personName }, changes: [] }) as unknown as JournalRow;
const texts = (...rows: JournalRow[]) => storyOf(rows).map(({ text }) => text);

describe('the story of a file', () => {
  it('charter C6.1: names together those who were written to together, each once', () => {
    const rows = [entry('request.sent', 0), ...['Ana', 'Bob', 'Ana', 'Éva'].map((name) => entry('notification.sent', 1, name))];
    expect(texts(...rows)).toEqual(['Demande transmise de nouveau à l’exploitant', 'E-mails envoyés à Ana, Bob et Éva']);
    expect(storyOf(rows).at(-1)?.row).toBe(rows.at(-1));
  });

  it('keeps apart what left later, what was repeated or is not confirmed, and says one as one', () => {
    const sent = (minute: number, name: string) => entry('notification.sent', minute, name);
    expect(texts(sent(0, 'Ana'), sent(20, 'Bob'))).toEqual(['E-mail envoyé à Ana', 'E-mail envoyé à Bob']);
    expect(texts(sent(0, 'Ana'), entry('notification.unconfirmed', 0, 'Bob'), sent(1, 'Éva'))).toHaveLength(3);
    expect(texts(sent(0, 'Ana'), sent(0, 'Ana'))).toEqual(['E-mail envoyé à Ana']);
  });
});
