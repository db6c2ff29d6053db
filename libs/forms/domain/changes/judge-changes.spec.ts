import type { Check, Form, SignatureRule } from '#protocols/domain';
import type { Change, FormBefore, Judgement } from './judge-changes.js';
import { accepted, FAT, judge, refusalOf, row, typed } from '../testing/judged-form.js';

describe('a batch of changes', () => {
  it('writes what is new, with the answers it replaces', () => {
    const { written, values } = accepted(judge([{ item: 'weight', value: '71', base: 4 }], typed({ weight: '70', smokes: 'N' })));
    expect(written).toEqual([{ item: 'weight', old: '70', new: '71' }]);
    expect(values).toEqual({ weight: '71', smokes: 'N' });
  });

  it('takes an answer away by removing its key', () => {
    const { written, values } = accepted(judge([{ item: 'weight', base: 4 }], typed({ weight: '70' })));
    expect(written).toEqual([{ item: 'weight', old: '70' }]);
    expect(values).toEqual({});
  });

  it('recalculates what is calculated, and tells those that moved', () => {
    const both = accepted(
      judge([
        { item: 'weight', value: '80', base: 0 },
        { item: 'height', value: 160, base: 0 },
      ]),
    );
    expect([...both.calculated]).toEqual([['ratio', '0.5']]);
    const gone = accepted(judge([{ item: 'height', base: 4 }], typed({ weight: '80', height: 160, ratio: '0.5' })));
    expect([...gone.calculated]).toEqual([['ratio', undefined]]);
    expect(gone.values).toEqual({ weight: '80' });
  });

  it('changes nothing when sent a second time', () => {
    expect(accepted(judge([{ item: 'weight', value: '70', base: 0 }], typed({ weight: '70' }))).written).toEqual([]);
    expect(accepted(judge([{ item: 'weight', base: 3 }])).written).toEqual([]);
  });

  it.each<[string, Change[], Partial<FormBefore>, Judgement['outcome'], string, RegExp]>([
    ['an item that the PUT lacks', [{ item: 'wage', value: 1, base: 0 }], {}, 'unknown-item', 'wage', /«\swage\s».*protocole/],
    ['an item that every object has', [{ item: '__proto__', value: 1, base: 0 }], {}, 'unknown-item', '__proto__', /protocole/],
    ['a row of no group', [{ item: 'liens/aaaaaa', value: true, base: 0 }], {}, 'unknown-item', 'liens/aaaaaa', /protocole/],
    ['a value out of bounds', [{ item: 'weight', value: '350', base: 0 }], {}, 'unprocessable-values', 'weight', /trop grand/],
    ['a wrong type', [{ item: 'weight', value: { kg: 70 }, base: 0 }], {}, 'unprocessable-values', 'weight', /nombre/],
    ['a calculated value', [{ item: 'ratio', value: '1', base: 0 }], {}, 'unprocessable-values', 'ratio', /calculée/],
    [
      'an answer of a row that is not there',
      [{ item: `${row}/drug`, value: 'X', base: 0 }],
      {},
      'unprocessable-values',
      `${row}/drug`,
      /ligne/,
    ],
    ['a row that is not true', [{ item: row, value: 'O', base: 0 }], {}, 'unprocessable-values', row, /true/],
    [
      'one row too many',
      [{ item: 'lines/cccccc', value: true, base: 0 }],
      typed({ [row]: true, 'lines/bbbbbb': true }),
      'unprocessable-values',
      'lines/cccccc',
      /2 lignes/,
    ],
    [
      'the same answer twice',
      [
        { item: 'weight', value: '70', base: 0 },
        { item: 'weight', value: '71', base: 0 },
      ],
      {},
      'unprocessable-values',
      'weight',
      /deux fois/,
    ],
    [
      'no reason once complete',
      [{ item: 'weight', value: '71', base: 4 }],
      { ...typed({ weight: '70' }), complete: true },
      'reason-required',
      'weight',
      /pourquoi/,
    ],
  ])('is refused whole for %s', (_, changes, before, outcome, path, message) => {
    const judgement = judge([{ item: 'smokes', value: 'O', base: 0, reason: 'oubli' }, ...changes], before);
    expect(refusalOf(judgement)).toMatchObject({ outcome, problems: [{ path, message: expect.stringMatching(message) }] });
  });

  it('asks no reason while the form is being typed; once it is complete, for every change, an answer that is added included', () => {
    expect(judge([{ item: 'weight', value: '71', base: 4 }], typed({ weight: '70' })).outcome).toBe('accepted');
    const complete = { ...typed({ weight: '70' }), complete: true };
    const added = { item: 'height', value: 171, base: 0 };
    expect(judge([added], complete)).toMatchObject({ outcome: 'reason-required', problems: [{ path: 'height' }] });
    const newRow = { item: row, value: true, base: 0 };
    expect(judge([newRow], complete).outcome).toBe('accepted');
    expect(judge([newRow, { item: `${row}/drug`, value: 'X', base: 0 }], complete)).toMatchObject({ problems: [{ path: `${row}/drug` }] });
    expect(judge([{ item: 'weight', base: 4 }], complete).outcome).toBe('reason-required');
    expect(judge([{ ...added, reason: 'mesurée depuis' }], complete).outcome).toBe('accepted');
  });

  it('opened again, asks a reason for what stood then, and for nothing that was typed since', () => {
    const reopened = { ...typed({ weight: '70' }), reopenedSeq: 4 };
    const heavier = { item: 'weight', value: '71', base: 4 };
    expect(judge([heavier], reopened)).toMatchObject({ outcome: 'reason-required', problems: [{ path: 'weight' }] });
    expect(judge([{ item: 'weight', base: 4 }], reopened).outcome).toBe('reason-required');
    expect(judge([{ ...heavier, reason: 'erreur de saisie' }], reopened).outcome).toBe('accepted');
    expect(judge([{ item: 'height', value: 171, base: 0 }], reopened).outcome).toBe('accepted');
    expect(judge([heavier], { ...reopened, reopenedSeq: 3 }).outcome).toBe('accepted');
  });

  it('asks no reason for the first answers of the pharmacy’s part, which is typed once the prescriber’s is complete, until it is signed', () => {
    const complete = { ...typed({ weight: '70', stock: 'x' }), complete: true };
    const first = { item: 'stock', value: 'y', base: 0 };
    const signed = (...roles: SignatureRule['role'][]) =>
      judge([first], { ...typed({ weight: '70' }), complete: true, signed: roles }).outcome;
    expect([signed(), signed('prescriber'), signed('prescriber', 'pharmacist')]).toEqual(['accepted', 'accepted', 'reason-required']);
    expect(judge([{ ...first, base: 4 }], complete).outcome).toBe('reason-required');
  });

  describe('with a hard check', () => {
    const agree: Check = {
      code: 'agree',
      level: 'hard',
      assert: { compare: [{ item: 'weight' }, '<', { item: 'height' }] },
      items: ['weight'],
      message: 'Le poids dépasse la taille : corrigez l’un des deux.',
    };
    const FIT: Form = { ...FAT, code: 'FIT', kind: 'FIT', checks: [agree], signatures: [] };
    const heavier: Change = { item: 'weight', value: '200', base: 4, reason: 'pesée' };
    const judgeFit = (change: Change, more: Partial<FormBefore> = {}) =>
      judge([change], { ...typed({ weight: '70', height: 171 }), form: FIT, ...more });

    it('is refused on a complete form that nobody signs, at the answer that was changed', () => {
      const refused = { outcome: 'unprocessable-values', problems: [{ message: agree.message }] };
      expect(refusalOf(judgeFit(heavier, { complete: true }))).toMatchObject({ ...refused, problems: [{ path: 'weight' }] });
      expect(judgeFit({ item: 'height', value: 60, base: 4, reason: 'x' }, { complete: true })).toMatchObject({
        ...refused,
        problems: [{ path: 'height' }],
      });
    });

    it('is kept while the form is typed, and on a FAT, which cannot be signed so', () => {
      expect(judgeFit(heavier).outcome).toBe('accepted');
      expect(judgeFit(heavier, { form: { ...FIT, kind: 'FAT' }, complete: true }).outcome).toBe('accepted');
    });

    it('that failed before does not keep other answers from being changed, nor does an answer that is taken away', () => {
      const broken = { ...typed({ weight: '200', height: 171, smokes: 'N' }), complete: true };
      expect(judgeFit({ item: 'smokes', value: 'O', base: 4, reason: 'x' }, broken).outcome).toBe('accepted');
      expect(judgeFit({ item: 'height', base: 4, reason: 'x' }, { complete: true }).outcome).toBe('accepted');
    });
  });

  it('shows both sides when the answer was typed over another version', () => {
    expect(judge([{ item: 'weight', value: '71', base: 0 }], typed({ weight: '70' }))).toEqual({
      outcome: 'value-conflict',
      conflicts: [{ path: 'weight', mine: '71', theirs: '70', base: 4 }],
    });
    const takenAway = judge([{ item: 'weight', value: '71', base: 2 }], { marks: { weight: [4, 'x'] } });
    expect(takenAway).toMatchObject({ outcome: 'value-conflict', conflicts: [{ theirs: undefined, base: 4 }] });
  });

  it('removes a row only by someone who saw all of its answers', () => {
    const before = {
      values: { [row]: true as const, [`${row}/drug`]: 'LEN' },
      marks: { [row]: [4, 'A'] as const, [`${row}/drug`]: [6, 'A'] as const },
    };
    expect(judge([{ item: row, base: 4 }], before)).toMatchObject({ outcome: 'value-conflict', conflicts: [{ path: row, base: 6 }] });
    expect(accepted(judge([{ item: row, base: 6 }], before)).values).toEqual({});
  });

  it('shows who typed in a row that someone took away meanwhile what happened; adding the row again keeps it', () => {
    const before = { marks: { [row]: [7, 'A'] as const, [`${row}/drug`]: [7, 'A'] as const } };
    const typing = { item: `${row}/drug`, value: 'LEN', base: 4 };
    expect(judge([typing], before)).toEqual({
      outcome: 'value-conflict',
      conflicts: [{ path: `${row}/drug`, mine: 'LEN', theirs: undefined, base: 7, row: { key: row, base: 7 } }],
    });
    const kept = accepted(
      judge(
        [
          { item: row, value: true, base: 7 },
          { ...typing, base: 7 },
        ],
        before,
      ),
    );
    expect(kept.values).toEqual({ [row]: true, [`${row}/drug`]: 'LEN' });
  });

  it('does so too for the first answer to a question of that row', () => {
    const before = { marks: { [row]: [7, 'A'] as const } };
    const first = { item: `${row}/drug`, value: 'LEN', base: 0 };
    expect(judge([first], before)).toMatchObject({ outcome: 'value-conflict', conflicts: [{ base: 0, row: { key: row, base: 7 } }] });
    expect(judge([{ item: row, value: true, base: 7 }, first], before).outcome).toBe('accepted');
  });

  it('takes the answers of a row away with the row, and tells each', () => {
    const before = typed({ [row]: true, [`${row}/drug`]: 'X', 'lines/bbbbbb': true });
    const { written, values } = accepted(judge([{ item: row, base: 4, reason: 'doublon' }], before));
    expect(values).toEqual({ 'lines/bbbbbb': true });
    expect(written).toEqual([
      { item: row, old: true, reason: 'doublon' },
      { item: `${row}/drug`, old: 'X', reason: 'doublon' },
    ]);
  });

  it('accepts a row and its answers together', () => {
    const { values } = accepted(
      judge([
        { item: row, value: true, base: 0 },
        { item: `${row}/drug`, value: 'X', base: 0 },
      ]),
    );
    expect(values).toEqual({ [row]: true, [`${row}/drug`]: 'X' });
  });

  it.each<[string, Change, string[]]>([
    ['the patient’s part', { item: 'weight', value: '71', base: 4 }, ['prescriber', 'pharmacist']],
    ['the pharmacy’s part', { item: 'stock', value: 'y', base: 4 }, ['pharmacist']],
    ['an answer that is hidden', { item: 'packs', value: 3, base: 0 }, []],
  ])('voids the signatures that cover %s, and only those', (_, change, voided) => {
    const before = { ...typed({ weight: '70', smokes: 'N', stock: 'x' }), signed: ['prescriber', 'pharmacist'] as const };
    expect(accepted(judge([change], before)).voided).toEqual(voided);
    expect(accepted(judge([change], { ...before, signed: [] })).voided).toEqual([]);
  });
});
