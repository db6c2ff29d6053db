import fc from 'fast-check';
import { addDays, addMonths, ageInYears, calendarDate, daysBetween, plausibleDays, type CalendarDate } from '#kernel/domain';
import { evaluate, type Truth } from './conditions.js';
import { checkDate } from '../kinds/date-check.js';
import { advice } from '../forms/gaps.js';
import type { Comparator, Env, Form, Operand, Values } from '../language/language.js';
import { measure } from './operands.js';
import { readPeriod } from './periods.js';
import { scopeOn } from './scope.js';
import { date, form, group, item, section, seen, text } from '../testing.js';
import { normaliseTyped } from '../values/typed.js';

const TODAY = calendarDate('2026-11-29');
const on = { today: TODAY };

const everyDay = (first: CalendarDate, last: CalendarDate): CalendarDate[] =>
  Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
const anyDay = fc.integer({ min: 0, max: 1500 }).map((days) => addDays(calendarDate('2023-01-01'), days));
const anyPartial = fc.tuple(anyDay, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));
const daysOf = (text: string) => {
  const period = readPeriod(text);
  if (!period) throw new Error(`No such period: ${text}`);
  return everyDay(period.first, period.last);
};
/** What holds for every day that each may be holds; what holds for none does not; the rest is unknown. */
const overAll = (truths: readonly boolean[]): Truth => (truths.every(Boolean) ? true : truths.some(Boolean) ? 'unknown' : false);

const COMPARE: Readonly<Record<Comparator, (a: string, b: string) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};

const deb = date('deb', { type: 'partialDate' });
const fin = date('fin', { type: 'partialDate' });

describe('dates of which only a part is known', () => {
  it('compare as all the days that they may be, whichever precision each has', () => {
    fc.assert(
      fc.property(anyPartial, anyPartial, fc.constantFrom<Comparator[]>('<', '<=', '=', '!=', '>=', '>'), (a, b, operator) => {
        const holds = evaluate({ compare: [item('deb'), operator, item('fin')] }, seen({ deb: a, fin: b }, on, deb, fin));
        // First and last days are enough for an order; equality also needs to know whether they meet.
        const [ones, others] = [daysOf(a), daysOf(b)];
        const truths =
          operator === '=' || operator === '!='
            ? ones
                .map((one) => others.includes(one))
                .flatMap((meets) =>
                  meets ? [operator === '=', ...(ones.length * others.length > 1 ? [operator !== '='] : [])] : [operator !== '='],
                )
            : [ones[0], ones.at(-1)].flatMap((one) => [others[0], others.at(-1)].map((other) => COMPARE[operator](one ?? '', other ?? '')));
        expect(holds).toBe(overAll(truths));
      }),
      { numRuns: 300 },
    );
  });

  it.each<Comparator>(['<', '<=', '=', '!=', '>=', '>'])('2024 %s 2024 is unknown: they are years, not numbers', (operator) => {
    expect(evaluate({ compare: [item('deb'), operator, item('fin')] }, seen({ deb: '2024', fin: '2024' }, on, deb, fin))).toBe('unknown');
  });

  it('also within a row, at the visit before, in another form, and against a constant', () => {
    const elsewhere = (name: string): Operand => ({ item: name, form: 'EI' });
    const env = {
      ...on,
      previousVisit: { deb: '2024' },
      forms: { EI: { deb: '2024', fin: '2024' } },
      partialDates: { EI: ['deb', 'fin'] },
    };
    const scope = scopeOn(form(deb, fin), { fin: '2024' }, env);
    for (const [left, right] of [
      [{ previousVisit: 'deb' }, item('fin')],
      [elsewhere('deb'), elsewhere('fin')],
      [elsewhere('deb'), item('fin')],
    ] as const)
      expect(evaluate({ compare: [left, '<', right] }, scope)).toBe('unknown');
    expect(evaluate({ is: ['fin', '2024'] }, scope)).toBe('unknown');
    expect(evaluate({ is: ['fin', '2025'] }, scope)).toBe(false);
    expect(evaluate({ in: ['fin', ['2023', '2025']] }, scope)).toBe(false);
  });

  it('days between are those between two days, and unknown otherwise', () => {
    fc.assert(
      fc.property(anyPartial, anyPartial, (a, b) => {
        const days = measure({ daysBetween: [item('deb'), item('fin')] }, seen({ deb: a, fin: b }, on, deb, fin));
        const isKnown = a.length === 10 && b.length === 10;
        expect(days).toBe(isKnown ? daysBetween(calendarDate(a), calendarDate(b)) : undefined);
      }),
    );
  });

  it('age is that of every day the birth may be, or counts from the first of the month of birth', () => {
    fc.assert(
      fc.property(anyPartial, anyDay, (birth, day) => {
        const age = measure({ ageInYears: [item('deb'), item('fin')] }, seen({ deb: birth, fin: day }, on, deb, fin));
        const ages = new Set(daysOf(birth).map((each) => ageInYears(each, day)));
        const [first] = daysOf(birth);
        if (ages.size === 1) expect([...ages]).toEqual([age]);
        else expect(age).toBe(birth.length === 7 && first ? ageInYears(first, day) : undefined);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a date typed short is the nearest that its field allows', () => {
  const plausible = plausibleDays(TODAY);
  const everywhere = everyDay(plausible.first, plausible.last);
  const anyLimit = fc.option(
    fc.integer({ min: -4000, max: 4000 }).map((days) => addDays(TODAY, days)),
    { nil: undefined },
  );
  const nearest = (days: readonly string[]) =>
    days.toSorted(
      (a, b) => Math.abs(daysBetween(TODAY, calendarDate(a))) - Math.abs(daysBetween(TODAY, calendarDate(b))) || (a < b ? -1 : 1),
    )[0];
  const field = (from: CalendarDate | undefined, until: CalendarDate | undefined) =>
    date('d', { ...(from && { notBefore: { date: from } }), ...(until && { notAfter: { date: until } }) });

  it('against all days that there are, however it is written', () => {
    const anyWriting = fc.constantFrom<(day: string, month: string, year: string) => string>(
      (day, month) => `${day}${month}`,
      (day, month) => `${day}/${month}`,
      (day, month) => `${Number(day)} ${Number(month)}`,
      (day, month) => `${day}\u2212${month}`,
      (day, month, year) => `${day}${month}${year.slice(2)}`,
      (day, month, year) => `${Number(day)}.${Number(month)}.${year.slice(2)}`,
    );
    fc.assert(
      fc.property(fc.constantFrom(...everywhere), anyLimit, anyLimit, anyWriting, (meant, from, until, write) => {
        const [year = '', month = '', day = ''] = meant.split('-');
        const typed = write(day, month, year);
        const hasYear = /\d{6}|\d+\D\d+\D\d/.test(typed);
        const allowed = everywhere.filter(
          (each) =>
            each.endsWith(`-${month}-${day}`) &&
            (!hasYear || each.slice(2, 4) === year.slice(2)) &&
            (!from || each >= from) &&
            (!until || each <= until),
        );
        fc.pre(allowed.length > 0);
        expect(normaliseTyped(field(from, until), typed, seen({}, on))).toEqual({ ok: true, value: nearest(allowed) });
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['0212', {}, '2026-12-02'],
    ['0212', { notAfter: 'today' as const }, '2025-12-02'],
    ['0212', { notBefore: 'today' as const }, '2026-12-02'],
    ['3011', { notBefore: { date: '2026-12-01' } }, '2027-11-30'],
    ['2/12', { notAfter: { item: 'unknown' } }, '2025-12-02'],
    ['021226', {}, '2026-12-02'],
    ['0312', { binds: 'patient.birth' as const, notAfter: 'today' as const }, '2025-12-03'],
    ['１２/１１', {}, '2026-11-12'],
  ])('on 29 November 2026, %s in a field %j is %s', (typed, more, day) =>
    expect(normaliseTyped(date('d', more), typed, seen({}, on))).toEqual({ ok: true, value: day }),
  );

  it.each([
    ['1112', '2026-12-11'],
    ['2019', '2019'],
    ['3/24', '2024-03'],
    ['0361', '1961-03'],
    ['0212', '2026-12-02'],
  ])('a date of which a part may be known, typed %s, is %s', (typed, value) =>
    expect(normaliseTyped(date('d', { type: 'partialDate' }), typed, seen({}, on))).toEqual({ ok: true, value }),
  );
});

describe('no date is one that no patient can have lived', () => {
  const anyDate = fc.constantFrom<'date' | 'month' | 'partialDate'>('date', 'month', 'partialDate');

  it('whatever the protocol says, or does not', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1000, max: 9998 }), (type, year) => {
        const value = { date: `${year}-06-15`, month: `${year}-06`, partialDate: String(year) }[type];
        const problem = checkDate(date('d', { type }), value, seen({}, on));
        const [oldest, furthest] = [Number(addMonths(TODAY, -1440).slice(0, 4)), Number(addMonths(TODAY, 240).slice(0, 4))];
        if (year < oldest) expect(problem?.code).toBe('too-early');
        else if (year > furthest) expect(problem?.code).toBe('too-late');
        else if (year > oldest && year < furthest) expect(problem).toBeNull();
      }),
    );
    expect(checkDate(date('d'), '1026-11-29', seen({}, on))?.says).toMatchObject({ code: 'too-long-ago', params: { years: 120 } });
  });

  it('nor a birth to come', () =>
    expect(checkDate(date('d', { binds: 'patient.birth' }), '2026-11-30', seen({}, on))?.code).toBe('too-late'));
});

describe('what the product asks of dates by itself', () => {
  const failing = (of: Form, values: Values, more: Partial<Env> = {}) =>
    advice(of, values, { ...on, ...more }).map(({ code, level, items }) => [code, level, ...items]);

  it('a date before birth is asked about, in any form and row, unless the PUT says since when it may be', () => {
    const follow = {
      ...form(date('d'), deb, group('g', [date('in')]), date('since', { notBefore: { date: '1900-01-01' } })),
      code: 'SUIVI',
    };
    const values = { d: '1960-01-01', deb: '1961', since: '1950-01-01', 'g/aaaaaa': true, 'g/aaaaaa/in': '1961-02-28' } as const;
    expect(failing(follow, values, { birth: '1961-03' })).toEqual([
      ['+naissance:d', 'soft', 'd'],
      ['+naissance:in', 'soft', 'g/aaaaaa/in'],
    ]);
    expect(failing(follow, values)).toEqual([]);
  });

  it('in the request itself, against the birth that it asks', () => {
    const fat = form(date('birth', { binds: 'patient.birth' }), date('d'));
    expect(failing(fat, { birth: '1980-01-01', d: '1979-12-31' })).toEqual([['+naissance:d', 'soft', 'd']]);
    expect(failing(fat, { birth: '1980-01-01', d: '1980-01-01' })).toEqual([]);
  });

  it('an effect before the first administration is asked about', () => {
    const effect: Form = {
      ...form(date('aware'), section('effet', [text('terme'), date('debut', { type: 'partialDate' }), date('issue')])),
      code: 'EI',
      kind: 'EI',
      heldOn: 'aware',
      case: { verbatims: ['terme'], aware: 'aware' },
    };
    const of = (debut: string) =>
      failing(effect, { aware: '2026-11-01', terme: 'x', debut, issue: '2026-01-01' }, { treatedFrom: '2026-03-10' });
    expect(of('2026-03-09')).toEqual([['+traitement:debut', 'soft', 'debut']]);
    expect(of('2025')).toEqual([['+traitement:debut', 'soft', 'debut']]);
    expect(of('2026-03')).toEqual([]);
    expect(of('2026-03-10')).toEqual([]);
  });
});
