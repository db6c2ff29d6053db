import { accepted, judge, refusalOf, row } from '../testing/judged-form.js';
import type { Change, FormBefore } from './judge-changes.js';
import type { Marks } from './marks.js';

/** Typed half at A, which the patient left for B. */
const VALUES = { weight: '70', smokes: 'N', [row]: true as const, [`${row}/drug`]: 'LEN' };
const marksOf = (centreId: string): Marks => Object.fromEntries(Object.keys(VALUES).map((key) => [key, [4, centreId] as const]));
const HALF: Partial<FormBefore> = { values: VALUES, marks: marksOf('A') };

const byB = (changes: Change[], more: Partial<FormBefore> = {}) => judge(changes, { ...HALF, centreId: 'B', ...more });

describe('what another centre entered', () => {
  it.each<[string, Change]>([
    ['replaced', { item: 'weight', value: '71', base: 4 }],
    ['replaced, with a reason', { item: 'weight', value: '71', base: 4, reason: 'Pesé ce jour' }],
    ['taken away', { item: 'smokes', base: 4 }],
    ['replaced in a row', { item: `${row}/drug`, value: 'X', base: 4 }],
    ['taken away with its row', { item: row, base: 4 }],
  ])('charter C10.4: is not %s', (_how, change) => {
    for (const complete of [false, true])
      expect(refusalOf(byB([change], { complete }))).toMatchObject({
        outcome: 'entered-elsewhere',
        problems: [{ path: change.item, message: expect.stringContaining('Un autre centre') }],
      });
  });

  it('charter C10.4: is not taken away with a row that was added here', () => {
    const marks = { ...marksOf('B'), [`${row}/drug`]: [6, 'A'] as const };
    expect(byB([{ item: row, base: 6 }], { marks }).outcome).toBe('entered-elsewhere');
  });

  it('charter C10.4: the word that there is no row is an answer too, which a row would take away', () => {
    const before = { values: { lines: 'none' }, marks: { lines: [4, 'A'] as const } };
    expect(byB([{ item: row, value: true, base: 0 }], before)).toMatchObject({
      outcome: 'entered-elsewhere',
      problems: [{ path: 'lines' }],
    });
  });

  it('charter C10.4: does not close what that centre left empty, in its rows too, nor rows of one’s own', () => {
    const empty = { values: { [row]: true as const }, marks: { [row]: [4, 'A'] as const, weight: [5, 'A'] as const } };
    const changes: Change[] = [
      { item: 'weight', value: '71', base: 5 },
      { item: `${row}/drug`, value: 'LEN', base: 0 },
      { item: 'lines/bbbbbb', value: true, base: 0 },
      { item: 'lines/bbbbbb/drug', value: 'CAR', base: 0 },
    ];
    expect(accepted(byB(changes, empty)).written).toHaveLength(4);
  });

  it('charter C10.4: binds nobody of that centre, once the patient is back too', () => {
    expect(judge([{ item: 'weight', value: '71', base: 4 }], { ...HALF, centreId: 'A' }).outcome).toBe('accepted');
  });

  it('charter C10.4: sent again as it stands, changes nothing and is no refusal', () => {
    expect(accepted(byB([{ item: 'weight', value: '70', base: 0 }])).written).toEqual([]);
  });

  it('charter C10.5: is refused before what stands there could be told, be it typed over an older version', () => {
    const told = JSON.stringify(byB([{ item: 'weight', value: '71', base: 0 }]));
    expect(told).toContain('entered-elsewhere');
    expect(told).not.toContain('70');
  });

  it('charter C10.4: is refused whole: nothing of the batch is written', () => {
    const changes: Change[] = [
      { item: 'height', value: 171, base: 0 },
      { item: 'weight', value: '71', base: 4 },
    ];
    expect(byB(changes)).toMatchObject({ outcome: 'entered-elsewhere', problems: [{ path: 'weight' }] });
  });
});
