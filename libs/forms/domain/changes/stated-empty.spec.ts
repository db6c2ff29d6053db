import { accepted, judge, refusalOf, row, typed } from '../testing/judged-form.js';

describe('the word that a group has no row', () => {
  it('charter C1.1: is an answer under the group’s own code, and no other word is', () => {
    expect(accepted(judge([{ item: 'lines', value: 'none', base: 0 }])).written).toEqual([{ item: 'lines', new: 'none' }]);
    expect(judge([{ item: 'lines', value: 'rien', base: 0 }])).toMatchObject({ outcome: 'unprocessable-values' });
    expect(judge([{ item: 'lines', value: true, base: 0 }])).toMatchObject({ outcome: 'unprocessable-values' });
  });

  it('charter C1.1: is not said while there is a row', () => {
    expect(refusalOf(judge([{ item: 'lines', value: 'none', base: 0 }], typed({ [row]: true })))).toMatchObject({
      outcome: 'unprocessable-values',
      problems: [{ path: 'lines', message: expect.stringContaining('retirez-les') }],
    });
    expect(
      accepted(
        judge(
          [
            { item: row, base: 4 },
            { item: 'lines', value: 'none', base: 4 },
          ],
          typed({ [row]: true }),
        ),
      ).values,
    ).toEqual({ lines: 'none' });
  });

  it('is based on all of the rows: it is not said over one that was not seen', () => {
    const gone = { marks: { [row]: [4, '540002698'] as const } };
    expect(judge([{ item: 'lines', value: 'none', base: 0 }], gone)).toMatchObject({ outcome: 'value-conflict' });
  });

  it('leaves with the row that is added, and the journal tells it', () => {
    const { written, values } = accepted(judge([{ item: row, value: true, base: 0 }], typed({ lines: 'none' })));
    expect(written).toEqual([
      { item: row, new: true },
      { item: 'lines', old: 'none' },
    ]);
    expect(values).toEqual({ [row]: true });
    // Anyone who takes it back in the same breath says so once.
    const both = [
      { item: row, value: true, base: 0 },
      { item: 'lines', base: 4 },
    ];
    expect(accepted(judge(both, typed({ lines: 'none' }))).written).toEqual(written);
  });

  it('wants its reason once the form is complete, and is covered by signatures', () => {
    expect(judge([{ item: 'lines', value: 'none', base: 0 }], { complete: true, signed: ['prescriber'] })).toMatchObject({
      outcome: 'reason-required',
    });
    expect(
      accepted(judge([{ item: 'lines', value: 'none', base: 0, reason: 'Oubli' }], { complete: true, signed: ['prescriber'] })).voided,
    ).toEqual(['prescriber']);
  });
});
