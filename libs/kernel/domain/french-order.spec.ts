import { inFrenchOrder } from './french-order.js';

/** What `libs/kernel/api` asks of the database too. */
const NAMES = ['Ça-Ira', 'd’Hérouville', 'de La Rochefoucauld', 'Éluard', 'Œuvrard', 'van den Berg', 'Zola'];

describe('French order', () => {
  it('accents, ligatures, particles and capitals stand where a directory has them', () =>
    expect(NAMES.toReversed().toSorted(inFrenchOrder)).toEqual(NAMES));
});
