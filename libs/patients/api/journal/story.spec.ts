import { describe, expect, it } from '@jest/globals';
import type { JournalRow } from './journal.store.js';
import { storyOf } from './story.js';
import { ActRegistry, asTold } from '#kernel/domain';
import { REQUEST_ACTS } from '#patients/domain';

let seq = 0;
const entry = (action: string, minute: number, personName?: string): JournalRow =>
  ({ seq: ++seq, at: new Date(Date.UTC(2026, 10, 22, 9, minute)), action, details: { personName }, changes: [] }) as unknown as JournalRow;
const mail = { subject: 'notification', label: 'E-mail' };
const together = (mails: readonly { personName?: string }[]) => `E-mails à ${mails.map(({ personName }) => personName).join(', ')}`;
const acts = new ActRegistry([
  REQUEST_ACTS.sent,
  asTold<{ personName: string }>({ ...mail, name: 'mail.sent', together }),
  asTold({ ...mail, name: 'mail.lost' }),
]);
const texts = (...rows: JournalRow[]) => storyOf(rows, acts).map(({ text }) => text);

describe('the story of a file', () => {
  it('tells together, in one line that ends with the last, what was done again soon after', () => {
    const rows = [entry('request.sent', 0), ...['Ana', 'Bob', 'Éva'].map((name) => entry('mail.sent', 1, name))];
    expect(texts(...rows)).toEqual(['Demande transmise de nouveau à l’exploitant', 'E-mails à Ana, Bob, Éva']);
    expect(storyOf(rows, acts).at(-1)?.row).toBe(rows.at(-1));
  });

  it('keeps apart what came later, what is another act, and what is told one by one', () => {
    const sent = (minute: number, name: string) => entry('mail.sent', minute, name);
    expect(texts(sent(0, 'Ana'), sent(20, 'Bob'))).toEqual(['E-mails à Ana', 'E-mails à Bob']);
    expect(texts(sent(0, 'Ana'), entry('mail.lost', 0, 'Bob'), sent(1, 'Éva'))).toHaveLength(3);
    expect(texts(entry('mail.lost', 0), entry('mail.lost', 0))).toEqual(['E-mail', 'E-mail']);
  });

  it('says an act that nothing declares any more by its name', () => {
    expect(texts(entry('former.act', 0))).toEqual(['former.act']);
  });
});
