import fc from 'fast-check';
import { addDays, calendarDate } from '#kernel/domain';
import type { Form, Item, Planned, ScheduleState, Succession, Values, Visit } from '#protocols/domain';
import { courseOf, type CourseRow, type PatientForm } from './course.js';

const item = (code: string): Item => ({ code, label: code, place: 'Annexe 1', reliability: 'T', type: 'date' });
const form = (code: string, kind: Form['kind'], occurs: Form['occurs'], ...items: string[]): Form => ({
  code,
  kind,
  title: code,
  place: 'Annexe 1',
  occurs,
  ...(items.includes('held') && { heldOn: 'held' }),
  sections: [{ code: 's', title: 's', enteredBy: 'centre', content: items.map(item) }],
});
const CODES = ['FIT', 'SUIVI', 'QDV', 'ARRET', 'FIN'] as const;

const anyDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays(calendarDate('2024-01-01'), days));
const anyVisit = fc.record(
  {
    offset: fc.record({ unit: fc.constantFrom('days', 'weeks', 'months'), value: fc.integer({ min: -3, max: 14 }) }),
    window: fc.record({ before: fc.nat(20), after: fc.nat(20) }),
    every: fc.record({
      unit: fc.constantFrom('days', 'months'),
      value: fc.integer({ min: 1, max: 40 }),
      times: fc.integer({ min: 1, max: 4 }),
    }),
    forms: fc.subarray([...CODES], { minLength: 1 }),
    anchor: fc.constantFrom({ form: 'FAT', item: 'other' }, { form: 'ARRET', item: 'stop' }, { form: 'FIN', item: 'stop' }),
    keptAfterStop: fc.boolean(),
  },
  { requiredKeys: ['offset', 'window', 'forms'] },
);
/** Versions that differ in their visits, in what tells day 0 and the stop, and in how often a form is filled. */
const anyVersion = fc
  .record({
    visits: fc.array(anyVisit, { maxLength: 4 }),
    start: fc.constantFrom('start', 'first', undefined),
    forecast: fc.boolean(),
    stop: fc.constantFrom('ARRET', 'FIN'),
    occurs: fc.constantFrom('per-visit' as const, 'once' as const),
  })
  .map(({ visits, start, forecast, stop, occurs }): Planned => ({
    forms: [
      form('FAT', 'FAT', 'once', 'foreseen', 'other'),
      form('FIT', 'FIT', 'once', start ?? 'start'),
      form('SUIVI', 'SUIVI', 'per-visit', 'held'),
      form('QDV', 'QDV', occurs, 'held'),
      form(stop, 'ARRET', 'once', 'stop'),
      form('EI', 'EI', 'on-event', 'held'),
    ],
    calendar: {
      ...(start && { anchor: { form: 'FIT', item: start } }),
      ...(forecast && { forecast: { form: 'FAT', item: 'foreseen' } }),
      visits: visits.map((visit, index) => ({
        code: `V${index}`,
        label: `V${index}`,
        ...visit,
        forms: visit.forms.filter((code) => (code !== 'ARRET' && code !== 'FIN') || code === stop),
      })) as Visit[],
      unscheduled: { code: 'NP', label: 'NP', forms: ['SUIVI'] },
    },
  }));
const anyVersions = fc.array(anyVersion, { minLength: 2, maxLength: 3 });

/** Forms begun under some of these versions. */
const anyForms = (versions: readonly Planned[]): fc.Arbitrary<PatientForm[]> =>
  fc
    .uniqueArray(
      fc.record({
        version: fc.constantFrom(...versions),
        at: fc.nat(5),
        visit: fc.constantFrom('', 'V0', 'V1', 'V2', 'NP'),
        occurrence: fc.integer({ min: 1, max: 3 }),
        state: fc.constantFrom('in-progress' as const, 'complete' as const),
        days: fc.array(fc.option(anyDay, { nil: undefined }), { minLength: 2, maxLength: 2 }),
      }),
      { maxLength: 7, selector: ({ version, at, visit, occurrence }) => keyOf(version.forms[at] as Form, visit, occurrence) },
    )
    .map((opened) =>
      opened.map(({ version, at, days, ...place }, id): PatientForm => {
        const rules = version.forms[at] as Form;
        const items = rules.sections[0]?.content ?? [];
        const values = Object.fromEntries(items.flatMap(({ code }, index) => (days[index] ? [[code, days[index]]] : []))) as Values;
        return { id: String(id), rules, madeFrom: version, values, ...place };
      }),
    );
/** A form filled once is there once, whatever the version. */
const keyOf = ({ code }: Form, visit: string, occurrence: number) =>
  ['SUIVI', 'EI', 'QDV'].includes(code) ? `${code} ${visit} ${occurrence}` : code;

const anyCase = anyVersions.chain((versions) =>
  fc.record({ versions: fc.constant(versions), forms: anyForms(versions), days: fc.array(anyDay, { minLength: 3, maxLength: 3 }) }),
);
/** The last is in force, each since its day. */
const inForce = (versions: readonly Planned[], days: readonly string[]): readonly [Planned, Succession | undefined] => {
  const [last, ...before] = [...versions].reverse();
  const since = before.reduceRight<Succession | undefined>(
    (earlier, version, index) => ({ day: [...days].sort().reverse()[index] ?? '', before: version, ...(earlier && { earlier }) }),
    undefined,
  );
  return [last as Planned, since];
};
const begunRows = (rows: readonly CourseRow[]) =>
  rows.flatMap(({ record, ...row }) => (record ? [{ id: record.source.id, ...row }] : [])).sort((a, b) => (keyed(a) < keyed(b) ? -1 : 1));
const keyed = ({ id, visit, occurrence }: { id: string; visit?: string; occurrence: number }) => [id, visit, occurrence].join(' ');

const RANK: Readonly<Record<ScheduleState, number>> = { upcoming: 0, due: 1, 'in-progress': 1, late: 2, complete: 3, 'not-applicable': 4 };

describe('the course of a patient, from one version of the protocol to the next', () => {
  it('charter C1.2: no form that was begun is lost, whatever the version in force', () => {
    fc.assert(
      fc.property(anyCase, anyDay, ({ versions, forms, days }, today) => {
        const [version, since] = inForce(versions, days);
        const listed = new Set(courseOf(version, forms, { today }, since).schedule.rows.map(({ record }) => record?.source.id));
        for (const { id, rules } of forms) if (rules.kind !== 'FAT') expect(listed).toContain(id);
      }),
      { numRuns: 400 },
    );
  });

  it('forms begun keep theirs: their place, their days, their state and what their rules see are the same whatever comes into force, or is withdrawn', () => {
    fc.assert(
      fc.property(anyCase, anyDay, ({ versions, forms, days }, today) => {
        const [before, after] = [
          courseOf(versions[0] as Planned, forms, { today }),
          courseOf(...withToday(inForce(versions, days), forms, today)),
        ];
        expect(begunRows(after.schedule.rows)).toEqual(begunRows(before.schedule.rows));
        for (const { id } of forms) expect(after.envOf(id)).toEqual(before.envOf(id));
      }),
      { numRuns: 400 },
    );
  });

  it('the calendar is monotone under any version: as days go by a form goes from upcoming to due to late and never back', () => {
    fc.assert(
      fc.property(anyCase, anyDay, fc.nat(500), ({ versions, forms, days }, today, later) => {
        const { scheduleOn } = courseOf(...withToday(inForce(versions, days), forms, today));
        const [now, then] = [scheduleOn(today).rows, scheduleOn(addDays(today, later)).rows];
        expect(then.map(({ form: code, visit, occurrence }) => [code, visit, occurrence])).toEqual(
          now.map(({ form: code, visit, occurrence }) => [code, visit, occurrence]),
        );
        for (const [index, { state }] of now.entries()) expect(RANK[then[index]?.state ?? 'upcoming']).toBeGreaterThanOrEqual(RANK[state]);
      }),
      { numRuns: 300 },
    );
  });

  it('what is not begun is what the version in force plans, and no visit that was over before its day', () => {
    fc.assert(
      fc.property(anyCase, anyDay, ({ versions, forms, days }, today) => {
        const [version, since] = inForce(versions, days);
        for (const { record, form: code, visit, until, announced } of courseOf(version, forms, { today }, since).schedule.rows) {
          if (record) continue;
          const planned = version.calendar.visits.find((each) => each.code === visit);
          expect(planned ? planned.forms.includes(code) : version.calendar.anchor?.form === code).toBe(true);
          const isOld = since?.before.calendar.visits.some((each) => each.forms.includes(code));
          if (since && !isOld && until && !announced) expect(until >= since.day).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a version that says the same changes nothing', () => {
    fc.assert(
      fc.property(
        anyVersion.chain((version) => fc.record({ version: fc.constant(version), forms: anyForms([version]) })),
        anyDay,
        ({ version, forms }, today) => {
          const same = structuredClone(version);
          const course = (planned: Planned, since?: Succession) =>
            courseOf(planned, forms, { today }, since).schedule.rows.map(({ record, ...row }) => ({ ...row, id: record?.source.id }));
          expect(course(same, { day: today, before: version })).toEqual(course(version));
        },
      ),
      { numRuns: 200 },
    );
  });
});

function withToday([version, since]: ReturnType<typeof inForce>, forms: readonly PatientForm[], today: string) {
  return [version, forms, { today }, since] as const;
}
