import fc from 'fast-check';
import { addDays, calendarDate } from '#kernel/domain';
import { planVisits } from './calendar.js';
import type { Calendar, Visit } from '../language/language.js';

const visit = (code: string, value: number, unit: 'days' | 'weeks' | 'months', more: Partial<Visit> = {}): Visit => ({
  code,
  label: code,
  offset: { unit, value },
  window: { before: 7, after: 7 },
  forms: ['SUIVI'],
  ...more,
});
const targets = (calendar: Calendar, anchor: string, stop?: string) =>
  planVisits(calendar, calendarDate(anchor), stop === undefined ? undefined : calendarDate(stop)).map(
    ({ code, occurrence, target }) => `${code}${occurrence} ${target}`,
  );

describe('the visits foreseen', () => {
  const calendar: Calendar = {
    visits: [visit('M', 1, 'months', { every: { unit: 'months', value: 1, times: 3 } }), visit('J', 0, 'days')],
  };

  it.each<[string, string, string | undefined, string[]]>([
    [
      'repeat from the anchor, the 31st coming back after a short month',
      '2026-01-31',
      undefined,
      ['J1 2026-01-31', 'M1 2026-02-28', 'M2 2026-03-31', 'M3 2026-04-30'],
    ],
    ['end with the definitive stop', '2026-01-31', '2026-03-30', ['J1 2026-01-31', 'M1 2026-02-28']],
  ])('%s', (_title, anchor, stop, expected) => expect(targets(calendar, anchor, stop)).toEqual(expected));

  it('have a window on both sides', () => {
    expect(planVisits({ visits: [visit('S', 3, 'weeks')] }, calendarDate('2026-01-01'))).toMatchObject([
      { from: '2026-01-15', target: '2026-01-22', until: '2026-01-29' },
    ]);
  });

  it('come in order, and an anchor that is later moves none of them earlier', () => {
    const duration = fc.record({ unit: fc.constantFrom('days', 'weeks', 'months'), value: fc.integer({ min: 1, max: 60 }) });
    const visits = fc.array(
      fc.record({
        offset: duration,
        every: fc.record({
          unit: fc.constantFrom('days', 'weeks', 'months'),
          value: fc.integer({ min: 1, max: 60 }),
          times: fc.integer({ min: 1, max: 20 }),
        }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(visits, fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 400 }), (drawn, day, later) => {
        const plan = { visits: drawn.map((each, index) => visit(`V${index}`, 0, 'days', each as Partial<Visit>)) };
        const anchor = addDays(calendarDate('2020-01-01'), day);
        const [planned, moved] = [anchor, addDays(anchor, later)].map((from) => planVisits(plan, from));
        const order = planned?.map(({ target }) => target) ?? [];
        expect(order).toEqual([...order].sort());
        for (const each of planned ?? []) {
          const same = moved?.find(({ code, occurrence }) => code === each.code && occurrence === each.occurrence);
          expect(same && same.target >= each.target && each.from <= each.target && each.target <= each.until).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
