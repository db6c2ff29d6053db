import { decodeCursor, encodeCursor } from './cursor.js';

const ID = '0198f0aa-1111-7222-8333-123456789abc';
const forged = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');

describe('a cursor', () => {
  it.each(['2026-11-22 17:11:24.123456+00', '2026-11-22 17:11:24+05:30', '2024-02-29 00:00:00.1-03'])(
    'gives back what it was made of: %s',
    (at) => {
      expect(decodeCursor(encodeCursor([at, ID]), ['instant', 'uuid'])).toEqual([at, ID]);
    },
  );

  it('gives back a rank', () => expect(decodeCursor(encodeCursor([51]), ['integer'])).toEqual([51]));

  it.each<[string, unknown, readonly ('instant' | 'uuid' | 'integer')[]]>([
    ['no list', { 0: 1 }, ['integer']],
    ['too short', [], ['integer']],
    ['too long', [1, 2], ['integer']],
    ['a fraction', [1.5], ['integer']],
    ['a negative rank', [-1], ['integer']],
    ['a rank beyond any', [1e20], ['integer']],
    ['a rank as text', ['1'], ['integer']],
    ['a word for an instant', ['now'], ['instant']],
    ['a day that does not exist', ['2026-02-30 00:00:00+00'], ['instant']],
    ['an hour that does not exist', ['2026-02-20 25:00:00+00'], ['instant']],
    ['a zone that does not exist', ['2026-02-20 12:00:00+99'], ['instant']],
    ['a number for an instant', [1], ['instant']],
    ['a list for an instant', [['2026-11-22 17:11:24+00']], ['instant']],
    ['no id', ['x'], ['uuid']],
  ])('that is forged is refused: %s', (_title, key, shape) => {
    expect(() => decodeCursor(forged(key), shape)).toThrow('bad-cursor');
  });

  it('that is no JSON is refused', () => expect(() => decodeCursor('%%%', ['integer'])).toThrow('bad-cursor'));
});
