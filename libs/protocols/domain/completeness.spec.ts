import { completeness } from './completeness.js';
import type { Values } from './language.js';
import { calc, form, group, int, is, item, on, section, text, yes } from './testing.js';

const smoking = form(
  yes('smokes', { required: true }),
  int('packs', { when: is('smokes', 'O'), missingReasons: ['ND', 'NA'] }),
  calc('double', { sum: [item('packs'), item('packs')] }),
);

describe('completeness', () => {
  it.each([
    ['nothing answered', {}, 'empty', 1, 0, 1],
    ['a smoker without packs', { smokes: 'O' }, 'in-progress', 2, 1, 1],
    ['a smoker with packs', { smokes: 'O', packs: 12 }, 'complete', 2, 2, 0],
    ['a non-smoker', { smokes: 'N' }, 'complete', 1, 1, 0],
    ['a hidden leftover is not counted', { smokes: 'N', packs: 12 }, 'complete', 1, 1, 0],
    ['a reason completes, and stays missing', { smokes: 'O', packs: { missing: 'ND' } }, 'complete', 2, 1, 1],
    ['"non applicable" leaves the count', { smokes: 'O', packs: { missing: 'NA' } }, 'complete', 1, 1, 0],
  ] as const)('%s', (_title, values, state, applicable, filled, missing) => {
    expect(completeness(smoking, values as Values, on)).toMatchObject({ state, applicable, filled, missing, allPut: 2 });
  });

  const treatments = form(group('ttt', [text('name'), yes('dead'), text('why', { when: is('dead', 'O') })], { min: 1 }), yes('end'));

  it.each([
    ['a row that must be there counts as missing', {}, 3, 0, 4],
    ['an empty row counts its fields', { 'ttt/row001': true }, 3, 0, 4],
    ['each row counts its own', { 'ttt/row001': true, 'ttt/row001/dead': 'O', 'ttt/row002': true }, 6, 1, 7],
  ])('%s', (_title, values, applicable, filled, allPut) => {
    expect(completeness(treatments, values as Values, on)).toMatchObject({ applicable, filled, missing: applicable - filled, allPut });
  });

  it('charter C7.3: is told of some sections only, too', () => {
    const two = form(section('one', [yes('a')]), section('two', [yes('b'), yes('c')]));
    expect(completeness(two, { a: 'O' }, on, ['two'])).toMatchObject({ state: 'empty', applicable: 2, allPut: 2 });
    expect(completeness(two, { a: 'O' }, on, ['one'])).toMatchObject({ state: 'complete' });
  });
});
