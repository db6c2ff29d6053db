import fc from 'fast-check';
import { addDays, calendarDate, type CalendarDate } from '#kernel/domain';
import type { Calendar, Values, Visit } from '../language/language.js';
import { schedule, visitEnv, type RecordedForm, type ScheduleState } from './schedule.js';
import { accessForm, date, is, otherForm, protocol, yes } from '../testing.js';
import { say } from '../say.js';

const day = calendarDate;
const forms = [
  accessForm(date('planned')),
  otherForm({ code: 'FIT', kind: 'FIT' }, date('start')),
  otherForm({ occurs: 'per-visit', heldOn: 'd' }, date('d')),
  otherForm({ code: 'ARRET', kind: 'ARRET' }, date('last')),
  otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, yes('y')),
];
const visit = (code: string, value: number, more: Partial<Visit> = {}): Visit => ({
  code,
  label: code,
  offset: { unit: 'months', value },
  window: { before: 7, after: 7 },
  forms: ['SUIVI'],
  ...more,
});
const calendar: Calendar = {
  anchor: { form: 'FIT', item: 'start' },
  forecast: { form: 'FAT', item: 'planned' },
  visits: [
    visit('J0', 0, { window: { before: 0, after: 0 }, forms: ['FIT'] }),
    visit('M', 1, { every: { unit: 'months', value: 1, times: 2 } }),
    visit('P1', 1, { anchor: { form: 'ARRET', item: 'last' }, keptAfterStop: true }),
    visit('A5', 60, { keptAfterStop: true }),
  ],
  unscheduled: { code: 'NP', label: 'Non programmée', forms: ['SUIVI'] },
};
const of = protocol(forms, { calendar });

interface Case {
  readonly today?: string;
  readonly planned?: string;
  readonly start?: string;
  readonly last?: string;
  readonly records?: readonly RecordedForm[];
}
const look = ({ today = '2026-02-01', planned, start, last, records = [] }: Case, plan: Calendar = calendar) => {
  const values = (item: string, value: string | undefined): Values => (value === undefined ? {} : { [item]: value });
  return schedule({ ...of, calendar: plan }, records, {
    today,
    forms: { FAT: values('planned', planned), FIT: values('start', start), ARRET: values('last', last) },
  });
};
const rows = (at: Case) =>
  look(at).rows.map(({ visit: code, form, occurrence, target, announced, state }) =>
    [code ?? form, occurrence, target ?? '-', ...(announced ? ['announced'] : []), state].join(' '),
  );
const done = (form: string, more: Partial<RecordedForm> = {}): RecordedForm => ({ form, state: 'complete', ...more });
const began = (form: string, more: Partial<RecordedForm> = {}): RecordedForm => ({ form, state: 'in-progress', ...more });
const fit = done('FIT');

describe('charter C7.2: where a patient stands in the calendar', () => {
  it.each<[string, Case, string[]]>([
    [
      'before anything is known, only the form that tells day 0 is due',
      {},
      ['J0 1 - due', 'M 1 - upcoming', 'P1 1 - upcoming', 'A5 1 - upcoming'],
    ],
    [
      'a forecast announces the days, and makes nothing late',
      { planned: '2025-12-31' },
      ['J0 1 2025-12-31 announced due', 'M 1 2026-01-31 announced upcoming', 'M 2 2026-02-28 announced upcoming', 'A5 1 2030-12-31 announced upcoming', 'P1 1 - upcoming'],
    ],
    [
      'day 0 settles them',
      { planned: '2025-12-31', start: '2026-01-02', records: [fit] },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 due', 'M 2 2026-03-02 upcoming', 'A5 1 2031-01-02 upcoming', 'P1 1 - upcoming'],
    ],
    [
      'a form begun is in progress, and late once its window is over',
      { start: '2025-12-20', today: '2026-01-28', records: [fit, began('SUIVI', { visit: 'M', occurrence: 1 }), began('SUIVI', { visit: 'M', occurrence: 2 })] },
      ['J0 1 2025-12-20 complete', 'M 1 2026-01-20 late', 'M 2 2026-02-20 in-progress', 'A5 1 2030-12-20 upcoming', 'P1 1 - upcoming'],
    ],
    [
      'one opened and left empty is as if it were not',
      { start: '2026-01-02', records: [fit, { form: 'SUIVI', visit: 'M', state: 'empty' }] },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 due', 'M 2 2026-03-02 upcoming', 'A5 1 2031-01-02 upcoming', 'P1 1 - upcoming'],
    ],
    [
      'the stop takes away what follows, but what is kept and what was begun; what it starts is dated',
      { start: '2025-11-01', last: '2025-11-20', records: [fit, began('SUIVI', { visit: 'M', occurrence: 2 }), done('ARRET')] },
      ['J0 1 2025-11-01 complete', 'M 1 2025-12-01 not-applicable', 'P1 1 2025-12-20 late', 'M 2 2026-01-01 in-progress', 'A5 1 2030-11-01 upcoming', 'ARRET 1 - complete'],
    ],
    [
      'a treatment that never began leaves nothing to do',
      { planned: '2026-01-10', records: [fit, done('ARRET')] },
      ['J0 1 2026-01-10 announced complete', 'M 1 2026-02-10 announced not-applicable', 'M 2 2026-03-10 announced not-applicable', 'A5 1 2031-01-10 announced not-applicable', 'P1 1 - not-applicable', 'ARRET 1 - complete'],
    ],
    [
      'a stop told before the start is: the start stays due',
      { last: '2026-01-20', records: [done('ARRET')] },
      ['P1 1 2026-02-20 upcoming', 'J0 1 - due', 'M 1 - upcoming', 'A5 1 - upcoming', 'ARRET 1 - complete'],
    ],
    [
      'what happens outside visits stands on its day',
      { start: '2026-01-02', records: [fit, done('SUIVI', { visit: 'NP', heldOn: day('2026-01-20') }), began('EI'), began('SUIVI', { visit: 'NP', occurrence: 2, heldOn: day('2026-02-20') })] },
      ['J0 1 2026-01-02 complete', 'NP 1 - complete', 'M 1 2026-02-02 due', 'NP 2 - in-progress', 'M 2 2026-03-02 upcoming', 'A5 1 2031-01-02 upcoming', 'P1 1 - upcoming', 'EI 1 - in-progress'],
    ],
    [
      'nothing is lost that the calendar no longer asks',
      { start: '2026-01-02', records: [fit, done('SUIVI', { visit: 'M', occurrence: 9 }), done('SUIVI', { visit: 'OLD' })] },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 due', 'M 2 2026-03-02 upcoming', 'A5 1 2031-01-02 upcoming', 'P1 1 - upcoming', 'M 9 - complete', 'OLD 1 - complete'],
    ],
  ])('%s', (_title, at, expected) => expect(rows(at)).toEqual(expected)); // prettier-ignore

  it('« not administered » leaves nothing to do; a day that was only left out may still be given', () => {
    const asks = [accessForm(date('planned')), otherForm({ code: 'FIT', kind: 'FIT' }, yes('given'), { ...date('start'), when: is('given', 'O') }), ...forms.slice(2)];
    const states = (given: string) =>
      new Set(schedule({ ...protocol(asks, { calendar }) }, [fit], { today: '2026-03-01', forms: { FAT: { planned: '2026-01-10' }, FIT: { given } } }).rows.map(({ state }) => state));
    expect(states('N')).toEqual(new Set(['complete', 'not-applicable']));
    expect(states('O')).toEqual(new Set(['complete', 'upcoming']));
  }); // prettier-ignore

  it.each<[string, ScheduleState]>([
    ['2026-01-25', 'upcoming'],
    ['2026-01-26', 'due'],
    ['2026-02-09', 'due'],
    ['2026-02-10', 'late'],
  ])('on %s a visit whose window goes from 26 January to 9 February is %s', (today, state) =>
    expect(look({ today, start: '2026-01-02', records: [fit] }).rows[1]).toMatchObject({ target: '2026-02-02', state }),
  );

  it('a form knows the window of its visit', () => {
    const [, visitRow] = look({ start: '2026-01-02' }).rows;
    expect(visitRow && visitEnv(visitRow)).toEqual({
      visit: 'M',
      visitDate: '2026-02-02',
      visitFrom: '2026-01-26',
      visitUntil: '2026-02-09',
    });
  });

  it('where no visit asks for the form that tells day 0, it is asked all the same', () => {
    const light: Calendar = { ...calendar, visits: calendar.visits.slice(1) };
    const first = (at: Case) => look(at, light).rows.filter(({ form }) => form === 'FIT');
    expect(first({ planned: '2026-03-01' })).toMatchObject([{ target: '2026-03-01', announced: true, state: 'upcoming' }]);
    expect(first({})).toMatchObject([{ state: 'due' }]);
    expect(first({ records: [began('FIT')] })).toMatchObject([{ state: 'in-progress' }]);
    expect(first({ records: [done('ARRET')] })).toMatchObject([{ state: 'not-applicable' }]);
  });
});

describe('dates that contradict each other', () => {
  it.each<[string, Case, string[]]>([
    ['none', { start: '2026-01-02', last: '2026-01-02', records: [done('SUIVI', { visit: 'M', heldOn: day('2026-02-02') })] }, []],
    ['a stop before the start', { start: '2026-01-02', last: '2026-01-01' }, ['stop-before-start ARRET']],
    ['a visit before the start', { start: '2026-01-02', records: [done('SUIVI', { visit: 'M', heldOn: day('2026-01-01') })] }, ['visit-before-start SUIVI']],
    ['an unscheduled one too', { start: '2026-01-02', records: [done('SUIVI', { visit: 'NP', heldOn: day('2026-01-01') })] }, ['visit-before-start SUIVI']],
    ['not an effect, which may', { start: '2026-01-02', records: [done('EI', { heldOn: day('2026-01-01') })] }, []],
  ])('%s', (_title, at, expected) => expect(look(at).problems.map(({ code, form }) => `${code} ${form}`)).toEqual(expected)); // prettier-ignore

  it('a stop before the start erases nothing until it is corrected', () => {
    const { rows: kept, problems } = look({ start: '2026-01-02', last: '2025-01-02', records: [fit, done('ARRET')] });
    expect(kept.map(({ state }) => state)).not.toContain('not-applicable');
    expect(problems.map(({ says }) => say(says))[0]).toContain('(02/01/2025) précède le début du traitement (02/01/2026)');
  });
});

describe('the calendar is monotone', () => {
  const RANK: Readonly<Record<ScheduleState, number>> = {
    upcoming: 0,
    due: 1,
    'in-progress': 1,
    late: 2,
    complete: 3,
    'not-applicable': 4,
  };
  const anyDay = fc.integer({ min: 0, max: 2500 }).map((days) => addDays(day('2024-01-01'), days));
  const anyRecord = fc.record({
    form: fc.constantFrom('SUIVI', 'FIT', 'ARRET', 'EI'),
    visit: fc.option(fc.constantFrom('J0', 'M', 'P1', 'A5', 'NP'), { nil: undefined }),
    occurrence: fc.integer({ min: 1, max: 3 }),
    state: fc.constantFrom('empty', 'in-progress', 'complete'),
  }) as fc.Arbitrary<RecordedForm>;
  const anyCase = fc.record({
    planned: fc.option(anyDay, { nil: undefined }),
    start: fc.option(anyDay, { nil: undefined }),
    last: fc.option(anyDay, { nil: undefined }),
    records: fc.uniqueArray(anyRecord, { maxLength: 5, selector: ({ form, visit: code, occurrence }) => `${form} ${code} ${occurrence}` }),
  });
  const statesOf = (at: Case) => new Map(look(at).rows.map((row) => [`${row.visit} ${row.form} ${row.occurrence}`, row] as const));

  it('as days go by, a form goes from upcoming to due to late and never back', () => {
    fc.assert(
      fc.property(anyCase, anyDay, fc.nat(800), (at, today, later) => {
        const [now, then] = [statesOf({ ...at, today }), statesOf({ ...at, today: addDays(today, later) })];
        expect([...then.keys()]).toEqual([...now.keys()]);
        for (const [key, { state }] of now) expect(RANK[then.get(key)?.state ?? 'upcoming']).toBeGreaterThanOrEqual(RANK[state]);
      }),
      { numRuns: 1000 },
    );
  });

  it('a later day 0 makes no form later than it was', () => {
    fc.assert(
      fc.property(anyCase, anyDay, anyDay, fc.nat(800), (at, today, start, later) => {
        const { last: _stop, ...running } = at;
        const [sooner, then] = [start, addDays(start, later)].map((each) => statesOf({ ...running, today, start: each }));
        for (const [key, { state }] of then ?? []) expect(RANK[state]).toBeLessThanOrEqual(RANK[sooner?.get(key)?.state ?? 'upcoming']);
      }),
      { numRuns: 500 },
    );
  });

  it('rows come in the order of their days, each inside its window, and every record once at least', () => {
    fc.assert(
      fc.property(anyCase, anyDay, (at, today) => {
        const { rows: all } = look({ ...at, today });
        const days = all.map(({ target, record }) => target ?? record?.heldOn ?? ('9999-12-31' as CalendarDate));
        expect(days).toEqual([...days].sort());
        for (const { from, target, until } of all) if (from && target && until) expect(from <= target && target <= until).toBe(true);
        for (const record of at.records.filter(({ form }) => form !== 'FAT')) expect(all.map((row) => row.record)).toContain(record);
      }),
      { numRuns: 500 },
    );
  });

  it('a later stop makes no visit stop applying', () => {
    fc.assert(
      fc.property(anyCase, anyDay, anyDay, fc.nat(800), (at, today, last, later) => {
        const [before, after] = [last, addDays(last, later)].map((each) =>
          statesOf({ ...at, today, start: at.start ?? '2024-01-01', last: each }),
        );
        fc.pre((at.start ?? '2024-01-01') <= last);
        for (const [key, { state }] of after ?? []) if (state === 'not-applicable') expect(before?.get(key)?.state).toBe('not-applicable');
      }),
      { numRuns: 500 },
    );
  });
});
