import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInState } from '#calendar/api';
import { plannedLines } from '#calendar/domain';
import { courseOf, readingOf, type PatientForm } from '#forms/domain';
import { addDays, calendarDate } from '#kernel/domain';
import type { Form, Item, Protocol, Values, Visit } from '#protocols/domain';
import { World } from '../testing/world.js';

const dayItem = (code: string): Item => ({ code, label: code, place: 'Annexe 1', reliability: 'T', type: 'date' });
const form = (code: string, kind: Form['kind'], occurs: Form['occurs'], ...items: string[]): Form => ({
  code,
  kind,
  title: code,
  place: 'Annexe 1',
  occurs,
  sections: [{ code: 's', title: 's', enteredBy: 'centre', content: items.map(dayItem) }],
});
const FORMS = [
  form('FAT', 'FAT', 'once', 'foreseen', 'other'),
  form('FIT', 'FIT', 'once', 'start'),
  form('SUIVI', 'SUIVI', 'per-visit', 'held'),
  form('QDV', 'QDV', 'per-visit', 'held'),
  form('EI', 'EI', 'on-event', 'known'),
  form('ARRET', 'ARRET', 'once', 'stop'),
] as const;

const STATES = ['late', 'due', 'in-progress', 'upcoming', 'finished', 'complete', 'not-applicable'] as const;
const anyDay = fc.integer({ min: 0, max: 1500 }).map((days) => addDays(calendarDate('2024-01-01'), days));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyVisit = fc.record(
  {
    offset: fc.record({ unit: fc.constantFrom('days', 'weeks', 'months'), value: fc.integer({ min: -3, max: 14 }) }),
    window: fc.record({ before: fc.nat(20), after: fc.nat(20) }),
    every: fc.record({
      unit: fc.constantFrom('days', 'months'),
      value: fc.integer({ min: 1, max: 40 }),
      times: fc.integer({ min: 1, max: 5 }),
    }),
    forms: fc.subarray(['FIT', 'SUIVI', 'QDV', 'ARRET'], { minLength: 1 }),
    anchor: fc.constant({ form: 'FAT', item: 'other' }),
    keptAfterStop: fc.boolean(),
  },
  { requiredKeys: ['offset', 'window', 'forms'] },
);
const anyProtocol = fc
  .record({
    visits: fc.array(anyVisit, { maxLength: 4 }),
    anchored: fc.boolean(),
    forecast: fc.boolean(),
  })
  .map(({ visits, anchored, forecast }): Pick<Protocol, 'forms' | 'calendar'> => ({
    forms: FORMS,
    calendar: {
      ...(anchored && { anchor: { form: 'FIT', item: 'start' } }),
      ...(forecast && { forecast: { form: 'FAT', item: 'foreseen' } }),
      visits: visits.map((visit, index) => ({ code: `V${index}`, label: `V${index}`, ...visit })) as Visit[],
      unscheduled: { code: 'NP', label: 'NP', forms: ['SUIVI'] },
    },
  }));
const anyForms = fc
  .array(
    fc.record({
      rules: fc.constantFrom(...FORMS),
      visit: fc.constantFrom('', 'V0', 'V1', 'V2', 'NP'),
      occurrence: fc.integer({ min: 1, max: 3 }),
      state: fc.constantFrom('in-progress' as const, 'complete' as const),
      days: fc.array(maybe(anyDay), { minLength: 2, maxLength: 2 }),
    }),
    { maxLength: 8 },
  )
  .map((opened): PatientForm[] =>
    opened.map(({ rules, days, ...place }, id) => {
      const items = rules.sections[0]?.content ?? [];
      const values = Object.fromEntries(items.flatMap(({ code }, index) => (days[index] ? [[code, days[index]]] : []))) as Values;
      return { id: String(id), rules, values, ...place };
    }),
  );

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

describe('charter C7.2: the state of a form on a day', () => {
  it('charter C7.2: is the same for the database, which is told the days once, as for the calendar itself, whatever the protocol and the day', async () => {
    const cases = fc.sample(
      fc.record({ protocol: anyProtocol, forms: anyForms, days: fc.array(anyDay, { minLength: 1, maxLength: 12 }) }),
      1500,
    );
    const asked: {
      state: string;
      missing: number;
      ended: boolean;
      due: string | null;
      late: string | null;
      today: string;
      expected: string;
    }[] = [];
    for (const { protocol, forms, days } of cases) {
      const lines = plannedLines(courseOf(protocol, forms, { today: days[0] ?? '2024-01-01' }));
      for (const today of new Set(days.flatMap((day) => [day, ...edges(lines)]))) {
        const expected = courseOf(protocol, forms, { today }).schedule.rows;
        expect(expected).toHaveLength(lines.length);
        for (const [index, { row, ended, dueFrom, lateAfter }] of lines.entries()) {
          const state = row.record?.state ?? 'none';
          const missing = (asked.length * 7) % 3;
          const reading = readingOf(expected[index]?.state ?? 'upcoming', missing);
          asked.push({ state, missing, ended, due: dueFrom ?? null, late: lateAfter ?? null, today, expected: reading });
        }
      }
    }
    const wrong = await world.db.query(
      `SELECT asked.*, said.state AS said FROM jsonb_to_recordset($1::jsonb) AS asked (state text, missing int, ended boolean, due date, late date, today date, expected text)
       CROSS JOIN LATERAL (SELECT planned_form_state(asked.state, asked.missing, asked.ended, asked.due, asked.late, asked.today) AS state) said
       WHERE said.state <> asked.expected LIMIT 5`,
      [JSON.stringify(asked)],
    );
    expect(wrong).toEqual([]);
    // A list narrowed to a state shows those in that state.
    for (const state of STATES) {
      const inState = isInState(state, 'planned.today', 'planned.today');
      const narrowed = await world.db.query(
        `SELECT planned.* FROM jsonb_to_recordset($1::jsonb) AS planned (form_state text, missing int, ended boolean, due_from date, late_after date, today date, expected text)
         WHERE coalesce(${inState}, FALSE) <> (expected = $2) LIMIT 5`,
        [
          JSON.stringify(
            asked.map(({ state: form_state, due: due_from, late: late_after, ...rest }) => ({ ...rest, form_state, due_from, late_after })),
          ),
          state,
        ],
      );
      expect({ state, narrowed }).toEqual({ state, narrowed: [] });
    }
    // Every state was met, or this says little.
    expect(new Set(asked.map(({ expected }) => expected))).toEqual(new Set(STATES));
    expect(asked.length).toBeGreaterThan(5000);
  });
});

/** The days on which a state may change, and the day after each. */
function edges(lines: ReturnType<typeof plannedLines>): string[] {
  const days = lines.flatMap(({ row }) => [row.from, row.target, row.until].filter((day) => day !== undefined)).slice(0, 6);
  return days.flatMap((day) => [day, addDays(day, 1)]);
}
