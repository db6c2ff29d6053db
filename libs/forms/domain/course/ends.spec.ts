import fc from 'fast-check';
import type { Form, Item, Protocol, Values } from '#protocols/domain';
import { courseOf, type PatientForm } from './course.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const day = (code: string, more: Partial<Item> = {}): Item => ({ ...base(code), type: 'date', ...more }) as Item;
const choice = (code: string, more: Partial<Item> = {}): Item => ({ ...base(code), type: 'choice', list: 'OUTCOME', ...more }) as Item;
const form = (code: string, kind: Form['kind'], occurs: Form['occurs'], ...content: Form['sections'][number]['content']): Form => ({
  code,
  kind,
  title: code,
  place: 'Annexe 1',
  occurs,
  heldOn: content.find((each) => each.type === 'date')?.code ?? '',
  sections: [{ code: 's', title: 's', enteredBy: 'centre', content }],
});

const FIT = form('FIT', 'FIT', 'once', day('start'), choice('why'));
const SUIVI = form('SUIVI', 'SUIVI', 'per-visit', day('held'), choice('state'));
const EI = form('EI', 'EI', 'on-event', day('known'), choice('outcome'), day('died', { when: { is: ['outcome', 'DEATH'] } }), {
  type: 'group',
  code: 'effects',
  label: 'Effets',
  rowLabel: 'effet',
  place: 'Annexe 1',
  items: [choice('grade')],
});
const ARRET = form('ARRET', 'ARRET', 'once', day('last'), choice('reason'));

const visit = (code: string, days: number, more = {}) =>
  ({ code, label: code, offset: { unit: 'days', value: days }, window: { before: 3, after: 3 }, forms: ['SUIVI'], ...more }) as const;
const PROTOCOL: Pick<Protocol, 'forms' | 'calendar'> = {
  forms: [form('FAT', 'FAT', 'once', day('planned')), FIT, SUIVI, EI, ARRET],
  calendar: {
    anchor: { form: 'FIT', item: 'start' },
    stop: { form: 'ARRET', item: 'last' },
    ends: [
      { form: 'FIT', item: 'why', codes: ['DEATH'] },
      { form: 'SUIVI', item: 'state', codes: ['DEATH', 'LOST'] },
      { form: 'EI', item: 'outcome', codes: ['DEATH'], day: 'died' },
      { form: 'EI', item: 'grade', codes: ['DEATH'], day: 'died' },
      { form: 'ARRET', item: 'reason', codes: ['DEATH'] },
    ],
    visits: [
      visit('M', 30, { every: { unit: 'days', value: 30, times: 4 } }),
      visit('P', 30, { anchor: { form: 'ARRET', item: 'last' }, keptAfterStop: true }),
      visit('Y', 365, { keptAfterStop: true }),
    ],
  },
};

const opened = (rules: Form, values: Values, more: Partial<PatientForm> = {}): PatientForm => ({
  id: `${rules.code}${more.occurrence ?? 1}`,
  rules,
  visit: '',
  occurrence: 1,
  state: 'complete',
  values,
  ...more,
});
const fit = opened(FIT, { start: '2026-01-01' });
const statesOf = (forms: readonly PatientForm[], today = '2026-12-31', protocol = PROTOCOL) =>
  courseOf(protocol, forms, { today }).schedule.rows.map(
    ({ form: code, visit: at, occurrence, state }) => `${at ?? code} ${occurrence} ${state}`,
  );
const alive = statesOf([fit]);

describe('the end of follow-up', () => {
  it('charter P2: without it, every visit is asked for', () => {
    expect(alive).toEqual(['FIT 1 complete', 'M 1 late', 'M 2 late', 'M 3 late', 'M 4 late', 'Y 1 due', 'P 1 upcoming']);
  });

  it.each<[string, PatientForm]>([
    ['an adverse effect, on its day', opened(EI, { known: '2026-04-01', outcome: 'DEATH', died: '2026-03-05' })],
    ['an adverse effect, on the day it was known', opened(EI, { known: '2026-03-05', outcome: 'DEATH' })],
    ['one row of an adverse effect', opened(EI, { known: '2026-03-05', 'effects/aaaaaa': true, 'effects/aaaaaa/grade': 'DEATH' })],
    ['a visit that nobody planned', opened(SUIVI, { held: '2026-03-05', state: 'LOST' }, { visit: 'NP', occurrence: 9 })],
    ['the stop, whose own visits are gone too', opened(ARRET, { last: '2026-03-05', reason: 'DEATH' })],
    ['a form that is still being typed', opened(EI, { known: '2026-03-05', outcome: 'DEATH' }, { state: 'in-progress' })],
  ])('charter P2: told in %s, takes away what was planned after, kept after the stop or not', (_title, told) => {
    const planned = statesOf([fit, told]).filter((state) => /^[MPY] /.test(state));
    expect(planned.sort()).toEqual(['M 1 late', 'M 2 late', ...['M 3', 'M 4', 'P 1', 'Y 1'].map((gone) => `${gone} not-applicable`)]);
  });

  it('charter P2: what was begun stays, whatever its day', () => {
    const begun = opened(SUIVI, {}, { visit: 'M', occurrence: 4, state: 'in-progress' });
    const died = opened(EI, { known: '2026-03-05', outcome: 'DEATH' });
    expect(statesOf([fit, begun, died])).toContain('M 4 in-progress');
  });

  it('charter P2: told before the treatment began, and without a day, takes all away', () => {
    expect(statesOf([opened(FIT, { why: 'DEATH' })]).filter((state) => !state.startsWith('FIT'))).toEqual(
      expect.arrayContaining(['M 1 not-applicable', 'Y 1 not-applicable', 'P 1 not-applicable']),
    );
  });

  it('charter P2: an answer that does not apply tells nothing, and one taken back brings the calendar back', () => {
    const hidden = { ...choice('outcome'), when: { is: ['known', '2020-01-01'] } } as Item;
    const other = form('EI', 'EI', 'on-event', day('known'), hidden);
    const without = (states: readonly string[]) => states.filter((state) => !state.startsWith('EI'));
    expect(without(statesOf([fit, opened(other, { known: '2026-03-05', outcome: 'DEATH' })]))).toEqual(alive);
    expect(without(statesOf([fit, opened(EI, { known: '2026-03-05', outcome: 'ALIVE' })]))).toEqual(alive);
  });

  it('charter P2: is read by a form of a version that says so, where the one in force does not', () => {
    const silent = { ...PROTOCOL, calendar: { ...PROTOCOL.calendar, ends: [] } };
    const died = opened(EI, { known: '2026-03-05', outcome: 'DEATH' }, { madeFrom: PROTOCOL });
    expect(statesOf([fit, died], '2026-12-31', silent)).toContain('M 3 not-applicable');
  });

  it('charter P2: never asks for more than without it, and nothing after its day, whatever is begun', () => {
    const anyDay = fc.integer({ min: 1, max: 400 }).map((days) => new Date(Date.UTC(2026, 0, days)).toISOString().slice(0, 10));
    const anyBegun = fc
      .subarray([1, 2, 3, 4])
      .map((which) => which.map((occurrence) => opened(SUIVI, {}, { visit: 'M', occurrence, state: 'in-progress' })));
    fc.assert(
      fc.property(anyBegun, anyDay, anyDay, (begun, died, today) => {
        const course = courseOf(PROTOCOL, [fit, ...begun, opened(EI, { known: died, outcome: 'DEATH' })], { today });
        const asked = course.schedule.rows.filter(({ record, state }) => !record && state !== 'not-applicable');
        expect(asked.filter(({ target }) => target === undefined || target > died)).toEqual([]);
        expect(course.schedule.rows.filter(({ record }) => record?.form === 'SUIVI')).toHaveLength(begun.length);
      }),
      { numRuns: 200 },
    );
  });
});
