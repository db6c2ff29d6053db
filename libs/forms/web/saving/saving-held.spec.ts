import { jest } from '@jest/globals';
import { Saving, type Sent } from './saving.js';
import { DELAYS, known, mark, open, pass, theirs, unreachable } from './saving.testing.js';

describe('what waits for the person', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  describe('two people on one form: neither loses a value', () => {
    it('shows both sides, and sends the rest', async () => {
      const { saving, received } = open(known({ weight: '70' }), theirs('weight', '72'));
      saving.change('weight', '71');
      saving.change('height', 180);
      await pass(100);
      expect(saving.pending().get('weight')?.held).toMatchObject({ why: 'conflict', conflict: { theirs: '72', by: 'Dr Marc' } });
      await pass(100);
      expect(received[1]).toEqual([{ item: 'height', value: 180, base: 0 }]);
      expect(saving.unsaved()).toBe(1);
      expect(saving.held()).toBe(1);
    });

    it('keeps mine over theirs, knowing it', async () => {
      const { saving, received } = open(known({ weight: '70' }), theirs('weight', '72', 9));
      saving.change('weight', '71');
      await pass(100);
      saving.keepMine('weight');
      await pass(0);
      expect(received[1]).toEqual([{ item: 'weight', value: '71', base: 9 }]);
      expect(saving.unsaved()).toBe(0);
    });

    it.each<[string, (saving: Saving) => void]>([
      ['by giving up mine', (saving) => saving.giveUp('weight')],
      ['by typing the same', (saving) => saving.change('weight', '72')],
    ])('takes theirs %s', async (_, act) => {
      const { saving, received } = open(known({ weight: '70' }), theirs('weight', '72'));
      saving.change('weight', '71');
      await pass(100);
      act(saving);
      await pass(5000);
      expect(received).toHaveLength(1);
      expect(saving.values()).toEqual({ weight: '72' });
      expect(saving.unsaved()).toBe(0);
    });

    describe('a row that a colleague took away while one types in it', () => {
      const [row, drug, dose] = ['lines/aaaaaa', 'lines/aaaaaa/drug', 'lines/aaaaaa/dose'];
      const gone: Sent = {
        outcome: 'conflict',
        conflicts: [{ path: drug, base: 0, by: 'Dr Marc', at: '2026-03-03T13:02:00Z', row: { key: row, base: 9 } }],
      };
      const typing = async () => {
        const opened = open(known({ [row]: true, [dose]: '5' }), gone);
        opened.saving.change(drug, 'LEN');
        await pass(100);
        return opened;
      };

      it('stays on the page with what was typed, also when the form is read again', async () => {
        const { saving } = await typing();
        expect(saving.values()).toEqual({ [row]: true, [drug]: 'LEN' });
        saving.accept(known({}, 5, { [row]: 9 }));
        expect(saving.values()).toEqual({ [row]: true, [drug]: 'LEN' });
        expect(saving.pending().get(drug)?.held).toMatchObject({ why: 'conflict', conflict: { by: 'Dr Marc', row: { key: row } } });
      });

      it('is added again with the answer that one keeps', async () => {
        const { saving, received } = await typing();
        saving.keepMine(drug);
        await pass(0);
        expect(received[1]).toEqual([
          { item: row, value: true, base: 9 },
          { item: drug, value: 'LEN', base: 0 },
        ]);
        expect(saving.unsaved()).toBe(0);
      });

      it('leaves when one gives the answer up', async () => {
        const { saving, received } = await typing();
        saving.giveUp(drug);
        await pass(5000);
        expect(saving.values()).toEqual({});
        expect(received).toHaveLength(1);
      });

      it('stays with what is being typed and is no value yet', () => {
        const { saving } = open(known({ [row]: true }));
        saving.draft(drug, '1,', 'Un nombre.', 'typing');
        saving.accept(known({}, 5, { [row]: 9 }));
        expect(saving.values()).toEqual({ [row]: true });
      });
    });

    describe('the word that there is no row, said while the last one is on its way out', () => {
      const row = 'lines/aaaaaa';

      it('is based on that removal', async () => {
        const { saving, received } = open(known({ [row]: true }));
        saving.change(row, undefined);
        jest.advanceTimersByTime(100);
        saving.change('lines', 'none');
        await pass(200);
        expect(received).toEqual([[{ item: row, base: 1 }], [{ item: 'lines', value: 'none', base: 11 }]]);
      });

      it('is no conflict with the removal of which no answer came', async () => {
        const { saving, received } = open(known({ [row]: true }), unreachable, theirs('lines', undefined, 11));
        saving.change(row, undefined);
        await pass(100);
        saving.change('lines', 'none');
        await pass(10_000);
        expect(received[2]).toContainEqual({ item: 'lines', value: 'none', base: 11 });
        expect(saving.unsaved()).toBe(0);
      });
    });

    it('decides nothing when both typed the same', async () => {
      const { saving } = open(known(), theirs('weight', '71'));
      saving.change('weight', '71');
      await pass(200);
      expect(saving.unsaved()).toBe(0);
      expect(saving.values()).toEqual({ weight: '71' });
    });

    it('takes what others typed when the form is read again, and keeps what is typed here', async () => {
      const { saving, received } = open(known({ weight: '70', height: 180 }));
      saving.change('weight', '71', 'typing');
      saving.accept(known({ weight: '72', height: 181 }, 5, { weight: 7, height: 7 }));
      expect(saving.values()).toEqual({ weight: '71', height: 181 });
      await pass(1000);
      expect(received).toEqual([[{ item: 'weight', value: '71', base: 1 }]]);
    });

    it('does not go back to an older reading', () => {
      const { saving } = open(known({ weight: '70' }, 4));
      saving.accept(known({ weight: '60' }, 3));
      expect(saving.values()).toEqual({ weight: '70' });
    });

    it('knows that it is behind when a save shows that someone else saved', async () => {
      const { saving } = open(known(), {
        outcome: 'saved',
        receipt: { marks: { weight: mark(5) }, calculated: {}, contentVersion: 3, stateVersion: 1, savedAt: 'now' },
      });
      saving.change('weight', '70');
      await pass(100);
      expect(saving.isBehind()).toBe(true);
      saving.accept(known({ weight: '70' }, 3));
      expect(saving.isBehind()).toBe(false);
    });
  });

  describe('what the server refuses', () => {
    const refusal: Sent = { outcome: 'refused', items: [{ path: 'weight', message: 'Trop grand.' }] };

    it('stays as typed beside its error, while the rest is saved', async () => {
      const { saving, received } = open(known({ weight: '70' }), refusal);
      saving.change('weight', '7000');
      saving.change('height', 180);
      await pass(200);
      expect(received[1]).toEqual([{ item: 'height', value: 180, base: 0 }]);
      expect(saving.values()).toEqual({ weight: '7000', height: 180 });
      expect(saving.pending().get('weight')?.held).toEqual({ why: 'refused', message: 'Trop grand.' });
    });

    it('goes again once mended', async () => {
      const { saving, received } = open(known({ weight: '70' }), refusal);
      saving.change('weight', '7000');
      await pass(100);
      saving.change('weight', '71');
      await pass(100);
      expect(received[1]).toEqual([{ item: 'weight', value: '71', base: 1 }]);
    });

    it('waits for a reason, and goes with it', async () => {
      const { saving, received } = open(known({ weight: '70' }), { outcome: 'reason-required', items: [{ path: 'weight' }] });
      saving.change('weight', '71');
      await pass(100);
      expect(saving.pending().get('weight')?.held).toEqual({ why: 'reason' });
      saving.change('weight', '72');
      await pass(5000);
      expect(received).toHaveLength(1);
      saving.giveReason(['weight'], 'erreur de saisie');
      await pass(0);
      expect(received[1]).toEqual([{ item: 'weight', value: '72', base: 1, reason: 'erreur de saisie' }]);
    });

    describe('a row added over the word that there is none', () => {
      const [row, drug] = ['lines/aaaaaa', 'lines/aaaaaa/drug'];
      const wanted: Sent = { outcome: 'reason-required', items: [{ path: 'lines' }] };
      const saves = async (saving: Saving) => {
        await pass(60_000);
        expect([saving.held(), saving.unsaved(), saving.status().kind]).toEqual([3, 3, 'nothing-yet']);
        saving.giveReason(['lines'], 'erreur de saisie');
        await pass(0);
        expect(saving.unsaved()).toBe(0);
        expect(saving.values()).toEqual({ [row]: true, [drug]: 'LEN' });
      };

      it('waits with what is typed in it for the reason of taking that back, and all goes together', async () => {
        const { saving, received } = open(known({ lines: 'none' }), wanted);
        saving.change('lines', undefined);
        saving.change(row, true);
        await pass(200);
        saving.change(drug, 'LEN');
        await saves(saving);
        expect(received).toHaveLength(2);
        expect(received[1]?.map(({ item }) => item).sort()).toEqual(['lines', row, drug]);
      });

      it('asks for that reason also when the server alone took it back', async () => {
        const { saving } = open(known({ lines: 'none' }), wanted);
        saving.change(row, true);
        saving.change(drug, 'LEN');
        await pass(200);
        expect(saving.pending().get('lines')).toEqual({ value: undefined, base: 1, held: { why: 'reason' } });
        await saves(saving);
      });

      it('holds nothing back while one says that there is none', async () => {
        const { saving, received } = open(known({ [row]: true }), {
          outcome: 'refused',
          items: [{ path: 'lines', message: 'A des lignes.' }],
        });
        saving.change('lines', 'none');
        await pass(200);
        saving.change(row, undefined);
        await pass(200);
        expect(received[1]).toEqual([{ item: row, base: 1 }]);
      });
    });

    it('is not sent again and again when the right is gone', async () => {
      const { saving, received } = open(known(), { outcome: 'forbidden', message: 'Votre accès a changé.' });
      saving.change('weight', '70');
      await pass(60_000);
      expect(received).toHaveLength(1);
      expect(saving.status()).toEqual({ kind: 'blocked', message: 'Votre accès a changé.', waiting: 1 });
      expect(saving.values()).toEqual({ weight: '70' });
    });

    it('goes again once a reading shows that the form is open to one again', async () => {
      const { saving, received } = open(known(), { outcome: 'forbidden', message: 'Cette fiche est verrouillée.' });
      saving.change('weight', '70');
      await pass(100);
      saving.accept(known({}, 1), { mayWrite: false });
      await pass(60_000);
      expect(received).toHaveLength(1);
      saving.accept(known({}, 1), { mayWrite: true });
      await pass(1000);
      expect(received).toHaveLength(2);
      expect(saving.unsaved()).toBe(0);
    });

    it('holds back no other answer when the server does not say which it refuses', async () => {
      const received: string[][] = [];
      const saving = new Saving(async (changes): Promise<Sent> => {
        received.push(changes.map(({ item }) => item));
        if (changes.some(({ value }) => value === 'odd')) return { outcome: 'refused', items: [], message: 'Trop long.' };
        const marks = Object.fromEntries(changes.map(({ item }) => [item, mark(received.length)]));
        return { outcome: 'saved', receipt: { marks, calculated: {}, contentVersion: 2, stateVersion: 1, savedAt: 'now' } };
      }, DELAYS);
      saving.accept(known());
      for (const item of ['a', 'b', 'c', 'd', 'e']) saving.change(item, item === 'd' ? 'odd' : 'plain');
      await pass(60_000);
      expect(received.length).toBeLessThan(10);
      expect([...saving.pending()].map(([key, { held }]) => [key, held])).toEqual([['d', { why: 'refused', message: 'Trop long.' }]]);
      expect(saving.held()).toBe(1);
    });
  });
});
