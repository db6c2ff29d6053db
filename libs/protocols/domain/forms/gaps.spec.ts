import { advice, gaps } from './gaps.js';
import type { Form, Values } from '../language/language.js';
import { checked, date, form, group, hard, int, is, item, on, protocol, section, text, worded, yes } from '../testing.js';

const chemo = checked(
  form(
    section('patient', [
      int('lines', { required: true, min: 0, max: 30 }),
      yes('meta', { required: true }),
      yes('adj', { required: true, when: is('meta', 'N') }),
      text('note'),
    ]),
    section('pharmacy', [text('lot', { required: true })]),
  ),
  hard('lines', { compare: [item('lines'), '>=', 3] }, 'lines'),
  hard('chemo', { any: [is('meta', 'O'), is('adj', 'O')] }, 'adj', 'meta'),
  { code: 'trial', level: 'notice', assert: is('meta', 'N'), items: ['meta'], message: 'Un essai est prioritaire.' },
);

const told = (of: Form, values: object, sections: readonly string[] = of.sections.map(({ code }) => code)) =>
  gaps(protocol([of]), of, values as Values, on, sections).map(({ key, kind }) => `${kind} ${key}`);

describe('what prevents a signature', () => {
  it.each([
    [
      'all that is required, in the order of the form; a check about what is missing is not told twice',
      {},
      ['missing lines', 'missing meta', 'missing lot'],
    ],
    ['a wrong value, without the check that reads it', { lines: 99, meta: 'O', lot: 'A' }, ['wrong lines']],
    ['a hard check that does not hold', { lines: 2, meta: 'O', lot: 'A' }, ['check lines']],
    ['what a condition shows', { lines: 3, meta: 'N', lot: 'A' }, ['missing adj']],
    ['a check over two items leads to the one that applies', { lines: 3, meta: 'N', adj: 'N', lot: 'A' }, ['check adj']],
    ['nothing, once all holds: what is not required does not count', { lines: 3, meta: 'N', adj: 'O', lot: 'A' }, []],
    ['nothing of a hidden item', { lines: 3, meta: 'O', adj: 'N', lot: 'A' }, []],
  ])('%s', (_title, values, expected) => expect(told(chemo, values)).toEqual(expected));

  it('of the sections that the signature covers', () => {
    expect(told(chemo, {}, ['pharmacy'])).toEqual(['missing lot']);
    expect(told(chemo, { lines: 3, meta: 'O' }, ['patient'])).toEqual([]);
  });

  it('a hard check cannot be got round by a missing reason', () => {
    const one = checked(form(yes('adult', { required: true, missingReasons: ['ND'] })), hard('adult', is('adult', 'O'), 'adult'));
    expect(told(one, { adult: { missing: 'ND' } })).toEqual(['check adult']);
  });

  it('says what is wrong and where', () => {
    expect(gaps(protocol([chemo]), chemo, { lines: 99, meta: 'O', lot: 'A' }, on, ['patient']).map(worded)).toEqual([
      {
        key: 'lines',
        label: 'lines',
        section: 'patient',
        kind: 'wrong',
        message: '99 est trop grand\u00a0: indiquez un nombre compris entre 0 et 30.',
      },
    ]);
  });

  it('rows: too few, too many, and what each lacks', () => {
    const rows = checked(
      form(group('ttt', [date('start', { required: true }), date('end', { notBefore: item('start') })], { min: 1, max: 2 })),
      hard('order', { compare: [item('end'), '!=', item('start')] }, 'end'),
    );
    const row = (id: string, start?: string, end?: string) => ({
      [`ttt/${id}`]: true,
      ...(start && { [`ttt/${id}/start`]: start }),
      ...(end && { [`ttt/${id}/end`]: end }),
    });
    expect(told(rows, {})).toEqual(['missing ttt']);
    expect(told(rows, row('row001'))).toEqual(['missing ttt/row001/start']);
    expect(told(rows, row('row001', '2026-03-02', '2026-03-01'))).toEqual(['wrong ttt/row001/end']);
    expect(told(rows, { ...row('row001', '2026-03-01'), ...row('row002', '2026-03-01', '2026-03-01') })).toEqual(['check ttt/row002/end']);
    expect(told(rows, { ...row('row001', '2026-03-01'), ...row('row002', '2026-03-01'), ...row('row003', '2026-03-01') })).toEqual([
      'wrong ttt',
    ]);
  });
});

describe('advice', () => {
  it('charter P5: a clinical trial open to the patient warns, and prevents nothing', () => {
    expect(advice(chemo, { meta: 'O' }, on).map(worded)).toEqual([
      { code: 'trial', level: 'notice', items: ['meta'], message: 'Un essai est prioritaire.' },
    ]);
    expect(advice(chemo, { meta: 'N' }, on)).toEqual([]);
    expect(advice(chemo, {}, on)).toEqual([]);
  });

  it('a wrong key of an identifier is told', () => {
    expect(advice(form(text('rpps', { format: 'rpps' })), { rpps: '10102727017' }, on)).toMatchObject([
      { code: 'wrong-key', items: ['rpps'] },
    ]);
  });
});
