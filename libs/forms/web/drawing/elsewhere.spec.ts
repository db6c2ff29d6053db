import { standsElsewhere, type TypedHere } from './elsewhere.js';

const HERE: TypedHere = {
  values: { weight: '70', height: 171 },
  marks: { weight: { seq: 4, centreId: 'a' }, height: { seq: 5, centreId: 'b' }, gone: { seq: 6, centreId: 'a' } },
  pending: new Map(),
  drafts: new Map(),
  centreId: 'b',
};

describe('what one does not type on a form of two centres', () => {
  it('charter C10.4: is what another centre entered, and nothing that it left empty or took away', () => {
    expect(['weight', 'height', 'gone', 'never'].map((key) => standsElsewhere(HERE, key))).toEqual([true, false, false, false]);
  });

  it('charter C10.5: is what another centre entered since, be it not shown', () => {
    expect(standsElsewhere({ ...HERE, enteredElsewhere: ['never'] }, 'never')).toBe(true);
  });

  it('is not what one has typed already: it stays in its box, with why it is not saved', () => {
    const pending = new Map([['weight', { value: '71', base: 4, held: { why: 'refused' as const, message: 'Un autre centre…' } }]]);
    expect(standsElsewhere({ ...HERE, pending }, 'weight')).toBe(false);
  });

  it('is everything or nothing for who types in no centre: nothing', () => {
    const { centreId: _mine, ...nowhere } = HERE;
    expect(standsElsewhere(nowhere, 'weight')).toBe(false);
  });
});
