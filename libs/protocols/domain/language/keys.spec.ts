import { findItem, findRow, itemKey, parseKey, rowKey } from './keys.js';
import { form, group, text, yes } from '../testing.js';

const fat = form(yes('a.b'), group('ttt', [text('ttt.dci')]));

describe('keys', () => {
  it.each([
    ['a.b', { item: 'a.b' }],
    ['ttt/row001', { group: 'ttt', rowId: 'row001' }],
    ['ttt/row001/ttt.dci', { group: 'ttt', rowId: 'row001', item: 'ttt.dci' }],
  ])('%s', (key, parsed) => expect(parseKey(key)).toEqual(parsed));

  it.each([
    '',
    'A',
    'a..b',
    'a/b',
    'ttt/short',
    'ttt/ROW001',
    'ttt/row001/',
    'ttt/row001/a/b',
    '__proto__',
    'a b',
    `ttt/${'x'.repeat(27)}`,
  ])('%j is no key', (key) => expect(parseKey(key)).toBeUndefined());

  it('lead to what the form has, and nowhere else (charter C1.1)', () => {
    expect(findItem(fat, 'a.b')).toMatchObject({ item: { code: 'a.b' }, section: { code: 's' } });
    expect(findItem(fat, itemKey('ttt', 'row001', 'ttt.dci'))).toMatchObject({
      item: { code: 'ttt.dci' },
      group: { code: 'ttt' },
      rowId: 'row001',
    });
    expect(findRow(fat, rowKey('ttt', 'row001'))).toMatchObject({ group: { code: 'ttt' }, rowId: 'row001' });
    // A group's own code asks whether it has no row.
    expect(findItem(fat, 'ttt')).toMatchObject({ item: { type: 'choice', label: 'ttt\u00a0: aucun\u202f?' }, section: { code: 's' } });
    for (const key of ['ttt.dci', 'nothing', 'ttt/row001', 'a.b/row001/ttt.dci']) expect(findItem(fat, key)).toBeUndefined();
    for (const key of ['ttt', 'a.b/row001', 'ttt/row001/ttt.dci', 'other/row001']) expect(findRow(fat, key)).toBeUndefined();
  });
});
