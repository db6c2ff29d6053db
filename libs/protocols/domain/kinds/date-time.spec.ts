import { checkProtocol } from '../check/check-protocol.js';
import { evaluate } from '../rules/conditions.js';
import { differences } from '../versions/difference.js';
import { displayValue } from '../values/display.js';
import { advice } from '../forms/gaps.js';
import type { Comparator, DateTimeItem, Item, Operand } from '../language/language.js';
import { measure } from '../rules/operands.js';
import { accessForm, date, form, item, on, printCondition, seen, text, toldChange, toldProblem, whole, worded } from '../testing.js';
import { normaliseTyped } from '../values/typed.js';
import { checkValue, type ValueProblem } from '../values/value-check.js';
import { conversion } from './index.js';

const dateTime = (code: string, more: Partial<DateTimeItem> = {}): DateTimeItem => ({
  code,
  label: code,
  place: 'Annexe 1',
  reliability: 'T',
  type: 'dateTime',
  ...more,
});
/** Today is 15 August 2026. */
const typed = (words: string, more: Partial<DateTimeItem> = {}) => worded(normaliseTyped(dateTime('d', more), words, seen({}, on)));
const told = (problem: ValueProblem | null) => problem && worded(problem);
const wrong = (value: unknown, more: Partial<DateTimeItem> = {}) => told(checkValue(dateTime('d', more), value, {}, seen({}, on)));

describe('a date with its time', () => {
  it.each([
    ['05/03/2024 14:30', '2024-03-05T14:30'],
    ['05/03/2024 à 14h30', '2024-03-05T14:30'],
    ['05/03/2024, 14:30', '2024-03-05T14:30'],
    ['05 03 2024 14 h 30', '2024-03-05T14:30'],
    ['05.03.24 930', '2024-03-05T09:30'],
    ['05032024 0930', '2024-03-05T09:30'],
    ['050324 1430', '2024-03-05T14:30'],
    ['2024-03-05T14:30', '2024-03-05T14:30'],
    ['1408 9h30', '2026-08-14T09:30'],
    ['14/8 23:59', '2026-08-14T23:59'],
  ])('typed %j is %j', (words, value) => expect(typed(words)).toEqual({ ok: true, value }));

  it('takes a day without its year for the nearest that its limits allow', () => {
    expect(typed('3/11 9h30', { notAfter: 'today' })).toEqual({ ok: true, value: '2025-11-03T09:30' });
    expect(typed('3/11 9h30')).toEqual({ ok: true, value: '2026-11-03T09:30' });
  });

  it.each(['05/03/2024', '05 03 2024', '05032024', '050324', '5/3 1430'])('typed %j lacks its time, and is told so', (words) =>
    expect(typed(words)).toEqual({ ok: false, message: 'Indiquez aussi l’heure, par exemple 05/03/2024 14:30.' }),
  );

  // Four digits after a day without its year may be that year.
  it.each(['0503 2024', '14:30', 'hier 14:30', '31/02/2024 14:30', '05/03/2024 14', '05/03/2024 14:30:00'])(
    'typed %j is refused, with what is expected',
    (words) =>
      expect(typed(words)).toEqual({
        ok: false,
        message: 'Cette date et cette heure ne sont pas comprises. Écrivez JJ/MM/AAAA HH:MM, par exemple 05/03/2024 14:30.',
      }),
  );

  it('typed with a time that no clock shows does not stand', () => {
    const understood = typed('05/03/2024 25:00');
    expect(understood.ok && wrong(understood.value)?.message).toBe(
      'Cette date ou cette heure n’existe pas. Indiquez jour, mois, année et heure, par exemple 05/03/2024 14:30.',
    );
  });

  it('is kept as YYYY-MM-DDTHH:MM, and as nothing else', () => {
    expect(['2024-02-29T00:00', '2026-08-15T23:59'].map((value) => wrong(value))).toEqual([null, null]);
    for (const value of [
      '2024-03-05',
      '2024-03-05 14:30',
      '2024-03-05T14:30Z',
      '2024-03-05T14:30:00',
      '2023-02-29T10:00',
      '2024-03-05T24:00',
      'T',
      202403051430,
      null,
      true,
      [],
      {},
    ])
      // prettier-ignore
      expect(wrong(value)?.code).toBe('wrong-shape');
  });

  it('is read as a date, then a time', () => expect(displayValue(dateTime('d'), '2024-03-05T14:30', {})).toBe('05/03/2024 14:30'));
});

describe('its limits', () => {
  it('are those of dates: what is certain breaks them, and the message says which', () => {
    expect(wrong('2026-08-15T23:59', { notAfter: 'today' })).toBeNull();
    expect(wrong('2026-08-16T00:00', { notAfter: 'today' })?.message).toBe(
      '16/08/2026 00:00 est trop tard\u00a0: cette date ne peut pas être dans le futur.',
    );
    expect(wrong('2026-01-01T00:00', { notBefore: { date: '2026-01-02' } })?.message).toBe(
      '01/01/2026 00:00 est trop tôt\u00a0: cette date ne peut pas précéder le 02/01/2026.',
    );
    expect(wrong('1899-01-01T10:00')?.message).toMatch(/plus de 120 ans/);
  });

  it('may be another moment, which is told with its time', () => {
    const scope = seen({ from: '2026-08-10T09:30' }, on, dateTime('from'), dateTime('d'));
    const at = (value: string) => told(checkValue(dateTime('d', { notBefore: item('from') }), value, {}, scope));
    expect(at('2026-08-10T09:30')).toBeNull();
    expect(at('2026-08-10T09:29')?.message).toBe(
      '10/08/2026 09:29 est trop tôt\u00a0: cette date ne peut pas précéder le 10/08/2026 à 09:30.',
    );
  });
});

describe('what rules make of it', () => {
  const compare = (left: string, operator: Comparator, right: Operand, more: Record<string, string> = {}) =>
    evaluate({ compare: [item('d'), operator, right] }, seen({ d: left, ...more }, on, dateTime('d'), dateTime('e'), date('day'), date('part', { type: 'partialDate' }))); // prettier-ignore

  it('a moment is before or after another, to the minute', () => {
    expect(compare('2026-03-05T14:30', '<', item('e'), { e: '2026-03-05T14:31' })).toBe(true);
    expect(compare('2026-03-05T14:30', '<=', item('e'), { e: '2026-03-05T14:30' })).toBe(true);
    expect(compare('2026-03-05T14:30', '=', item('e'), { e: '2026-03-05T14:30' })).toBe(true);
    expect(compare('2026-03-05T14:30', '>', item('e'), { e: '2026-03-06T00:00' })).toBe(false);
  });

  it('beside a day it is before or after it, or in it, which says neither', () => {
    expect(compare('2026-03-04T23:59', '<', item('day'), { day: '2026-03-05' })).toBe(true);
    expect(compare('2026-03-06T00:00', '>', { date: '2026-03-05' })).toBe(true);
    for (const operator of ['<', '<=', '=', '!=', '>=', '>'] as const)
      expect(compare('2026-03-05T14:30', operator, item('day'), { day: '2026-03-05' })).toBe('unknown');
  });

  it('beside a date known in part it is unknown as long as that one may be before and after', () => {
    expect(compare('2026-03-05T14:30', '<', item('part'), { part: '2026' })).toBe('unknown');
    expect(compare('2026-03-05T14:30', '<', item('part'), { part: '2027' })).toBe(true);
    expect(compare('2026-03-05T14:30', '>', item('part'), { part: '2026-02' })).toBe(true);
  });

  it('is read by its shape where another form told it', () => {
    const env = { ...on, forms: { FIT: { start: '2026-03-05T09:00' } } };
    const rule = { compare: [item('d'), '>=', { item: 'start', form: 'FIT' }] } as const;
    expect([evaluate(rule, seen({ d: '2026-03-05T09:00' }, env, dateTime('d'))), evaluate(rule, seen({ d: '2026-03-05T08:59' }, env, dateTime('d')))]).toEqual([true, false]); // prettier-ignore
  });

  it('counts as its day where days and years are counted', () => {
    const scope = seen({ d: '2026-03-05T23:59', day: '2026-03-07' }, on, dateTime('d'), date('day'));
    expect(measure({ daysBetween: [item('d'), item('day')] }, scope)).toBe(2);
    expect(measure({ ageInYears: [{ date: '2000-03-05' }, item('d')] }, scope)).toBe(26);
  });

  it('is asked about when it precedes the birth, as any date', () => {
    const fat = form(date('naissance', { binds: 'patient.birth' }), dateTime('d'));
    const told = (d: string) => advice(fat, { naissance: '1980-05-17', d }, on).map(({ code }) => code);
    expect([told('1980-05-16T23:59'), told('1980-05-17T04:10')]).toEqual([['+naissance:d'], []]);
  });

  it('is a constant of a rule, which prints it', () => {
    const fat = form(dateTime('d'));
    expect(printCondition({ is: ['d', '2024-03-05T14:30'] }, fat, whole([fat]))).toBe('«\u00a0d\u00a0» est 05/03/2024 14:30');
  });
});

describe('a protocol that has one', () => {
  const problems = (...items: Item[]) =>
    checkProtocol(whole([accessForm(...items)]))
      .map(toldProblem)
      .map(({ code, message }) => `${code}: ${message}`);

  it('bounds it by dates, and compares it with dates', () =>
    expect(problems(date('day'), dateTime('d', { notBefore: item('day'), notAfter: 'today' }))).toEqual([]));

  it('bounds it by nothing else', () =>
    expect(problems(text('t'), dateTime('d', { notBefore: item('t') }))).toEqual(['wrong-type: Ceci est un texte, il faut une date.']));

  it('names moments that exist', () =>
    expect(problems(dateTime('d'), text('t', { when: { is: ['d', '2024-03-05'] } }))).toEqual([
      'no-such-time: «\u00a02024-03-05\u00a0» n’est pas une date avec son heure.',
    ]));
});

describe('begun forms under another version', () => {
  const become = (to: Item, value: string) => conversion(dateTime('d'), to)?.(value);

  it('keep the words of a moment, and lose none of it without a person’s decision', () => {
    expect(become(text('d'), '2024-03-05T14:30')).toBe('05/03/2024 14:30');
    for (const type of ['date', 'month', 'partialDate'] as const) expect(conversion(dateTime('d'), date('d', { type }))).toBeUndefined();
    expect(conversion(dateTime('d'), { ...date('d'), type: 'time' } as Item)).toBeUndefined();
  });

  it('leave a day without its time to be decided', () => {
    expect(conversion(date('d'), dateTime('d'))).toBeUndefined();
    const [changed] = differences(whole([accessForm(date('d'))]), whole([accessForm(dateTime('d'))])).map(toldChange);
    expect(changed).toMatchObject({ about: 'type', needsMapping: true });
    expect(changed?.words.replaceAll('\u00a0', ' ')).toBe('« d » : le type passe de « date » à « date et heure ».');
  });
});
