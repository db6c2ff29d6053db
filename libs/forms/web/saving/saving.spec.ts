import { jest } from '@jest/globals';
import type { Sent } from './saving.js';
import { known, mark, open, pass, theirs, unreachable } from './saving.testing.js';

describe('saving what is typed', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('sends each answer over the version it was typed on', async () => {
    const { saving, received } = open(known({ weight: '70' }, 1, { weight: 4 }));
    saving.change('weight', '71');
    saving.change('height', 180);
    expect(saving.values()).toEqual({ weight: '71', height: 180 });
    expect(saving.status()).toEqual({ kind: 'saving' });
    await pass(100);
    expect(received).toEqual([
      [
        { item: 'weight', value: '71', base: 4 },
        { item: 'height', value: 180, base: 0 },
      ],
    ]);
    expect(saving.status()).toEqual({ kind: 'saved', at: 'at 11' });
    expect(saving.unsaved()).toBe(0);
  });

  it('sends an answer taken away without a value', async () => {
    const { saving, received } = open(known({ weight: '70' }));
    saving.change('weight', undefined);
    await pass(100);
    expect(received).toEqual([[{ item: 'weight', base: 1 }]]);
    expect(saving.values()).toEqual({});
  });

  it('waits for the end of a word, and not longer than it must', async () => {
    const { saving, received } = open(known());
    for (const text of ['a', 'ab', 'abc']) {
      saving.change('name', text, 'typing');
      await pass(900);
    }
    expect(received).toEqual([]);
    saving.change('name', 'abcd', 'typing');
    await pass(300);
    expect(received).toEqual([[{ item: 'name', value: 'abcd', base: 0 }]]);
  });

  it('saves nothing when the answer is again what was saved', async () => {
    const { saving, received } = open(known({ weight: '70' }));
    saving.change('weight', '7', 'typing');
    saving.change('weight', '70');
    await pass(5000);
    expect(received).toEqual([]);
    expect(saving.unsaved()).toBe(0);
  });

  it('sends one thing at a time, and what was typed meanwhile over the new version', async () => {
    let answer: (sent: Sent) => void = () => undefined;
    const { saving, received } = open(known(), new Promise((resolve) => (answer = resolve)));
    saving.change('weight', '70');
    await pass(100);
    saving.change('weight', '71');
    await pass(5000);
    expect(received).toHaveLength(1);
    answer({
      outcome: 'saved',
      receipt: { marks: { weight: mark(5) }, calculated: { bmi: '21.6' }, contentVersion: 2, stateVersion: 1, savedAt: 'now' },
    });
    await pass(100);
    expect(received[1]).toEqual([{ item: 'weight', value: '71', base: 5 }]);
    expect(saving.values()).toEqual({ weight: '71', bmi: '21.6' });
  });

  it('takes away a calculated value that is gone', async () => {
    const { saving } = open(known({ bmi: '21' }), {
      outcome: 'saved',
      receipt: { marks: {}, calculated: { bmi: null }, contentVersion: 2, stateVersion: 1, savedAt: 'now' },
    });
    saving.change('weight', undefined);
    saving.change('height', 180);
    await pass(100);
    expect(saving.values()).toEqual({ height: 180 });
  });

  it('takes away with a row what was typed in it', async () => {
    const { saving, received } = open(known({ 'lines/aaaaaa': true, 'lines/aaaaaa/drug': 'X' }));
    saving.change('lines/aaaaaa/dose', '5');
    saving.draft('lines/aaaaaa/since', '31/31', 'Cette date n’est pas comprise.');
    saving.change('lines/aaaaaa', undefined);
    await pass(100);
    expect(received).toEqual([[{ item: 'lines/aaaaaa', base: 1 }]]);
    expect(saving.values()).toEqual({});
    expect(saving.unsaved()).toBe(0);
  });

  it('sends nothing of a row that was added and taken away at once', async () => {
    const { saving, received } = open(known());
    saving.change('lines/aaaaaa', true);
    saving.change('lines/aaaaaa/drug', 'X');
    saving.change('lines/aaaaaa', undefined);
    await pass(5000);
    expect(received).toEqual([]);
  });

  describe('when the network is gone', () => {
    it('keeps what was typed, tries again ever more slowly, and says how much waits', async () => {
      const { saving, received } = open(known(), unreachable, unreachable, unreachable);
      saving.change('weight', '70');
      await pass(100);
      saving.change('height', 180);
      expect(saving.status()).toEqual({ kind: 'offline', waiting: 2 });
      await pass(999);
      expect(received).toHaveLength(1);
      await pass(1);
      expect(received).toHaveLength(2);
      await pass(5000);
      expect(received).toHaveLength(3);
      await pass(5000);
      expect(received[3]).toHaveLength(2);
      expect(saving.status()).toMatchObject({ kind: 'saved' });
    });

    it('goes at once when the network is said to be back', async () => {
      const { saving, received } = open(known(), unreachable);
      saving.change('weight', '70');
      await pass(100);
      saving.resume();
      await pass(0);
      expect(received).toHaveLength(2);
      expect(saving.unsaved()).toBe(0);
    });

    it('does not conflict with itself when only the answer was lost', async () => {
      const { saving, received } = open(known(), unreachable, theirs('weight', '70', 6));
      saving.change('weight', '70');
      await pass(100);
      saving.change('weight', '71');
      await pass(1000);
      await pass(100);
      expect(received[2]).toEqual([{ item: 'weight', value: '71', base: 6 }]);
      expect(saving.unsaved()).toBe(0);
    });

    it('counts a sender that breaks as a network that is gone', async () => {
      const { saving } = open(known(), Promise.reject(new Error('broken')));
      saving.change('weight', '70');
      await pass(100);
      expect(saving.status()).toEqual({ kind: 'offline', waiting: 1 });
      saving.stop();
    });
  });

  describe('when only the answer was lost', () => {
    it('and the form is read again meanwhile, what is typed next is sent, and nothing is said to wait', async () => {
      let answer: (sent: Sent) => void = () => undefined;
      const { saving, received } = open(known(), new Promise((resolve) => (answer = resolve)));
      saving.change('weight', '70');
      await pass(100);
      answer(unreachable);
      await pass(0);
      saving.accept(known({ weight: '70' }, 2, { weight: 11 }));
      expect(saving.status()).toMatchObject({ kind: 'saved' });
      await pass(60_000);
      saving.change('height', 180);
      expect(saving.status()).toEqual({ kind: 'offline', waiting: 1 });
      await pass(100);
      expect(received[1]).toEqual([{ item: 'height', value: 180, base: 0 }]);
      expect(saving.status()).toMatchObject({ kind: 'saved' });
    });

    it('and the box then held what is no value, the mended answer is in conflict with nobody', async () => {
      const { saving, received } = open(known(), unreachable, theirs('weight', '70', 6));
      saving.change('weight', '70');
      await pass(100);
      saving.draft('weight', '7O', 'Un nombre.');
      saving.change('weight', '71');
      await pass(1200);
      expect(received[2]).toEqual([{ item: 'weight', value: '71', base: 6 }]);
      expect(saving.unsaved()).toBe(0);
    });
  });

  it('the last word is saved, also after one that was no value while a save was on its way', async () => {
    let answer: (sent: Sent) => void = () => undefined;
    const { saving, received } = open(known(), new Promise((resolve) => (answer = resolve)));
    saving.change('weight', '70');
    await pass(100);
    saving.draft('weight', '7O', 'Un nombre.', 'typing');
    saving.change('weight', '71');
    answer({
      outcome: 'saved',
      receipt: { marks: { weight: mark(5) }, calculated: {}, contentVersion: 2, stateVersion: 1, savedAt: 'now' },
    });
    await pass(100);
    expect(received[1]).toEqual([{ item: 'weight', value: '71', base: 5 }]);
  });

  it('waits when the session is over, and goes on once signed in again', async () => {
    const { saving, received } = open(known(), { outcome: 'signed-out' });
    saving.change('weight', '70');
    await pass(60_000);
    expect(received).toHaveLength(1);
    expect(saving.status()).toEqual({ kind: 'signed-out', waiting: 1 });
    saving.resume();
    await pass(0);
    expect(saving.status()).toMatchObject({ kind: 'saved' });
  });

  describe('a text of which no value can be made', () => {
    it('is kept and never sent, nor what waited before it', async () => {
      const { saving, received } = open(known({ weight: '70' }));
      saving.change('weight', '7', 'typing');
      saving.draft('weight', '7O', 'Un nombre est attendu.');
      await pass(5000);
      expect(received).toEqual([]);
      expect(saving.drafts().get('weight')).toMatchObject({ text: '7O', base: 1 });
      expect(saving.values()).toEqual({ weight: '70' });
      expect([saving.unsaved(), saving.held()]).toEqual([1, 1]);
    });

    it('is sent, once mended, over the version it was typed on', async () => {
      const { saving, received } = open(known({ weight: '70' }, 1, { weight: 3 }));
      saving.draft('weight', '7O', 'Un nombre est attendu.');
      saving.accept(known({ weight: '72' }, 2, { weight: 8 }));
      saving.change('weight', '71');
      await pass(100);
      expect(received).toEqual([[{ item: 'weight', value: '71', base: 3 }]]);
    });
  });

  it('says, before an act, whether everything is on the server', async () => {
    const { saving, received } = open(known());
    saving.change('weight', '70', 'typing');
    const all = saving.flush();
    await pass(0);
    await pass(0);
    expect(await all).toBe(true);
    expect(received).toHaveLength(1);
    saving.draft('height', 'x', '');
    expect(await saving.flush()).toBe(false);
  });

  it('leaves nothing running behind it', async () => {
    const { saving, received } = open(known());
    saving.change('weight', '70');
    saving.stop();
    await pass(60_000);
    expect(received).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
