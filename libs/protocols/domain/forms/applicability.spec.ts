import { applicability, withCalculated } from './applicability.js';
import { calc, date, form, group, int, is, item, on, section, text, yes } from '../testing.js';
import type { Values } from '../language/language.js';

const keysOf = (of: ReturnType<typeof form>, values: Values) => applicability(of, values, on).items.map(({ key }) => key);

describe('what applies', () => {
  const chain = form(
    yes('a'),
    yes('b', { when: is('a', 'O') }),
    yes('c', { when: is('b', 'O') }),
    yes('d', { when: { not: is('b', 'O') } }),
  );

  it.each([
    ['unknown shows nothing', {}, ['a']],
    ['a condition that holds shows its item', { a: 'O' }, ['a', 'b']],
    ['one after the other', { a: 'O', b: 'O' }, ['a', 'b', 'c']],
    ['a hidden answer never reveals another', { a: 'N', b: 'O' }, ['a']],
    ['nor does its negation', { a: 'N', b: 'N' }, ['a']],
    ['a negation needs an answer', { a: 'O', b: 'N' }, ['a', 'b', 'd']],
    ['a missing reason is not an answer', { a: { missing: 'ND' } }, ['a']],
    ['items are not what objects inherit', { constructor: 'O' }, ['a']],
  ] as const)('%s', (_title, values, keys) => expect(keysOf(chain, values as Values)).toEqual(keys));

  it('a section appears as a whole, with the items it holds', () => {
    const two = form(section('one', [yes('a')]), section('two', [yes('b')], { when: is('a', 'O') }));
    expect(keysOf(two, { a: 'N', b: 'O' })).toEqual(['a']);
    expect(keysOf(two, { a: 'O' })).toEqual(['a', 'b']);
    expect(applicability(two, { a: 'N' }, on).sections.map(({ code }) => code)).toEqual(['one']);
  });

  it('an item read before it is met is unknown, so the order of the form is the order of thought', () => {
    expect(keysOf(form(yes('a', { when: is('b', 'O') }), yes('b')), { a: 'O', b: 'O' })).toEqual(['b']);
  });
});

describe('rows of a group', () => {
  const treatments = form(
    yes('more'),
    group('ttt', [yes('dead'), date('end', { when: is('dead', 'O') }), text('why', { when: is('more', 'O') })]),
  );
  const values: Values = {
    more: 'O',
    'ttt/rowbbb': true,
    'ttt/rowaaa': true,
    'ttt/rowaaa/dead': 'O',
    'ttt/rowccc/dead': 'O',
  };

  it('rows come in the order of their ids; items of the same row are seen first, then the form', () => {
    expect(keysOf(treatments, values)).toEqual([
      'more',
      'ttt/rowaaa/dead',
      'ttt/rowaaa/end',
      'ttt/rowaaa/why',
      'ttt/rowbbb/dead',
      'ttt/rowbbb/why',
    ]);
  });

  it('a row taken away takes its answers along', () => {
    expect(applicability(treatments, values, on).values).not.toHaveProperty('ttt/rowccc/dead');
  });

  it('a group that applies is there even without rows', () => {
    expect(applicability(treatments, {}, on).groups).toMatchObject([{ group: { code: 'ttt' }, rowIds: [] }]);
  });
});

describe('calculated values', () => {
  const total = form(
    int('a'),
    int('b'),
    calc('total', { sum: [item('a'), item('b')] }, { result: 'int' }),
    yes('high', { when: { compare: [item('total'), '>', 10] } }),
  );

  it.each([
    ['calculated once all is known', { a: 2, b: 3 }, { a: 2, b: 3, total: 5 }],
    ['absent while something is unknown', { a: 2, total: 99 }, { a: 2 }],
    ['never what was sent', { a: 2, b: 3, total: 99 }, { a: 2, b: 3, total: 5 }],
    ['answers of hidden items are kept, not counted', { high: 'O' }, { high: 'O' }],
  ] as const)('%s', (_title, values, expected) => expect(withCalculated(total, values, on)).toEqual(expected));

  it('conditions see them', () => expect(keysOf(total, { a: 5, b: 6 })).toContain('high'));
});
