import { completeness } from './completeness.js';
import type { Form, Values } from '../language/language.js';
import { expectedOf } from './missing.js';
import { calc, date, form, group, int, is, item, on, section, text, yes } from '../testing.js';

const smoking = form(
  yes('smokes', { required: true }),
  int('packs', { when: is('smokes', 'O'), missingReasons: ['ND', 'NA'] }),
  calc('double', { sum: [item('packs'), item('packs')] }),
);

const figures = (of: Form, values: object) => completeness(of, values as Values, on);

describe('completeness', () => {
  it.each([
    ['nothing answered', {}, 1, 0, 1],
    ['a smoker without packs', { smokes: 'O' }, 2, 1, 1],
    ['a smoker with packs', { smokes: 'O', packs: 12 }, 2, 2, 0],
    ['a non-smoker', { smokes: 'N' }, 1, 1, 0],
    ['a hidden leftover is not counted', { smokes: 'N', packs: 12 }, 1, 1, 0],
    ['a reason is not an answer', { smokes: 'O', packs: { missing: 'ND' } }, 2, 1, 1],
    ['"non applicable" leaves the count', { smokes: 'O', packs: { missing: 'NA' } }, 1, 1, 0],
  ])('charter C7.3: %s', (_title, values, applicable, filled, missing) => {
    expect(figures(smoking, values)).toEqual({ applicable, filled, missing, allPut: 2 });
  });

  const rows = [text('name'), yes('dead'), text('why', { when: is('dead', 'O') })];
  const treatments = form(group('ttt', rows, { min: 1 }), yes('end'));

  it.each([
    ['a group that must have a row is one missing field', {}, 2, 0, 4],
    ['a word that there is none does not fill it', { ttt: 'none' }, 2, 0, 4],
    ['an empty row counts its fields', { 'ttt/row001': true }, 3, 0, 4],
    ['each row counts its own', { 'ttt/row001': true, 'ttt/row001/dead': 'O', 'ttt/row002': true }, 6, 1, 7],
  ])('charter C7.3: %s', (_title, values, applicable, filled, allPut) => {
    expect(figures(treatments, values)).toEqual({ applicable, filled, missing: applicable - filled, allPut });
  });

  const others = form(group('ttt', rows), yes('end', { when: is('smokes', 'O') }), yes('smokes'));

  it.each([
    ['a group without a row is missing', {}, 2, 0],
    ['until it is stated empty', { ttt: 'none' }, 2, 1],
    ['or has a row, which counts for itself', { 'ttt/row001': true, 'ttt/row001/name': 'x' }, 3, 1],
    ['a row says otherwise than the word that there is none', { ttt: 'none', 'ttt/row001': true }, 3, 0],
  ])('charter C7.3: %s', (_title, values, applicable, filled) => {
    expect(figures(others, values)).toMatchObject({ applicable, filled, missing: applicable - filled });
  });

  it('charter C7.3: a group that may stay empty is not missing, and one that does not apply neither', () => {
    expect(figures(form(group('ttt', rows, { mayBeEmpty: true }), yes('end')), {})).toMatchObject({ applicable: 1, missing: 1 });
    expect(figures(form(yes('smokes'), group('ttt', rows, { when: is('smokes', 'O') })), { smokes: 'N' })).toMatchObject({ missing: 0 });
  });

  describe('of a visit', () => {
    const visit = (more: Partial<Form> = {}) => ({
      ...form(
        section('visit', [yes('done'), text('why', { when: is('done', 'N') })]),
        section('exam', [date('day'), int('weight'), yes('drugs'), int('dose', { when: is('drugs', 'O') })], { when: is('done', 'O') }),
      ),
      kind: 'SUIVI' as const,
      occurs: 'per-visit' as const,
      ...more,
    });

    it.each([
      ['nobody opened: all that it would ask were it held as planned', {}, 4],
      ['held: what is left of it', { done: 'O', day: '2026-08-01' }, 2],
      ['not held: why', { done: 'N' }, 1],
      ['not held, of which an answer is left behind', { done: 'N', weight: 60 }, 1],
      ['of which only a hidden answer stands', { weight: 60 }, 4],
    ])('charter C7.3: %s', (_title, values, missing) => {
      expect(figures(visit({ heldOn: 'day' }), values)).toMatchObject({ missing });
      // Where the protocol does not say which day is the visit's, the first that is asked is.
      expect(figures(visit(), values)).toMatchObject({ missing });
    });

    it('leads to the question that says whether it took place, until it is answered', () => {
      const missing = (values: Values) =>
        expectedOf(visit(), values, on).missing.map(({ key, leadsTo, section: at }) => [key, leadsTo, at]);
      expect(missing({})).toEqual([
        ['done', 'done', 'visit'],
        ['day', 'done', 'visit'],
        ['weight', 'done', 'visit'],
        ['drugs', 'done', 'visit'],
      ]);
      expect(missing({ done: 'O', day: '2026-08-01', drugs: 'N' })).toEqual([['weight', 'weight', 'exam']]);
    });

    it('supposes nothing of a form that no visit plans', () => {
      expect(figures(visit({ kind: 'EI', occurs: 'on-event', heldOn: 'day' }), {})).toMatchObject({ missing: 1 });
    });
  });
});
