import { calendarDate } from '#kernel/domain';
import type { Calendar, Form, Values, Visit } from '../language/language.js';
import { schedule, type RecordedForm } from './schedule.js';
import type { Planned, Succession } from './succession.js';
import { accessForm, date, otherForm } from '../testing.js';

const visit = (code: string, value: number, more: Partial<Visit> = {}): Visit => ({
  code,
  label: code,
  offset: { unit: 'months', value },
  window: { before: 7, after: 7 },
  forms: ['SUIVI'],
  ...more,
});
const fat = accessForm(date('planned'));
const fit = otherForm({ code: 'FIT', kind: 'FIT' }, date('start'));
const followUp = otherForm({ occurs: 'per-visit', heldOn: 'd' }, date('d'));
const stop = otherForm({ code: 'ARRET', kind: 'ARRET' }, date('last'));
const event = otherForm({ code: 'EI', kind: 'EI', occurs: 'on-event' }, date('known'));

const version = (
  visits: readonly Visit[],
  more: Partial<Calendar> = {},
  forms: readonly Form[] = [fat, fit, followUp, stop, event],
): Planned => ({
  forms,
  calendar: { anchor: { form: 'FIT', item: 'start' }, visits, unscheduled: { code: 'NP', label: 'NP', forms: ['SUIVI'] }, ...more },
});
const monthly = visit('M', 1, { every: { unit: 'months', value: 1, times: 4 } });
const afterStop = visit('P', 1, { anchor: { form: 'ARRET', item: 'last' }, keptAfterStop: true });
const first = version([visit('J0', 0, { forms: ['FIT'] }), monthly, afterStop]);

interface Case {
  readonly inForce: Planned;
  readonly since?: Succession;
  readonly forms: Readonly<Record<string, Values>>;
  readonly records: readonly RecordedForm[];
  readonly today?: string;
}
const rows = ({ inForce, since, forms, records, today = '2026-03-15' }: Case) =>
  schedule(inForce, records, { today, forms }, since).rows.map(({ visit: code, form, occurrence, target, announced, state }) =>
    [code ?? form, occurrence, target ?? '-', ...(announced ? ['announced'] : []), state].join(' '),
  );
const begun = (form: string, more: Partial<RecordedForm> = {}): RecordedForm => ({ form, state: 'complete', madeFrom: first, ...more });
const STARTED = { FIT: { start: '2026-01-02' } };
const started = begun('FIT', { visit: 'J0' });
const on = (day: string, earlier?: Succession): Succession => ({ day, before: first, ...(earlier && { earlier }) });

describe('a version that comes into force', () => {
  const weekly = version([
    visit('J0', 0, { forms: ['FIT'] }),
    visit('S', 0, { offset: { unit: 'weeks', value: 8 }, every: { unit: 'weeks', value: 2, times: 3 } }),
  ]);

  it.each<[string, Case, string[]]>([
    [
      'says what is asked next; what was begun stands on its own days, also where it is not asked any more',
      { inForce: weekly, since: on('2026-03-01'), forms: STARTED, records: [started, begun('SUIVI', { visit: 'M', occurrence: 1 })] },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 complete', 'S 1 2026-02-27 late', 'S 2 2026-03-13 due', 'S 3 2026-03-27 upcoming'],
    ],
    [
      'keeps the days of a form begun at a visit that it moves',
      {
        inForce: version([visit('J0', 0, { forms: ['FIT'] }), { ...monthly, offset: { unit: 'weeks', value: 6 } }]),
        since: on('2026-03-01'),
        forms: STARTED,
        records: [started, begun('SUIVI', { visit: 'M', occurrence: 1, state: 'in-progress' })],
      },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 late', 'M 2 2026-03-16 due', 'M 3 2026-04-13 upcoming', 'M 4 2026-05-14 upcoming'],
    ],
    [
      'does not ask for what it adds at a visit that was over before its day',
      { inForce: version([...first.calendar.visits.slice(0, 2), visit('J15', 0, { offset: { unit: 'days', value: 15 } }), visit('J70', 0, { offset: { unit: 'days', value: 70 } })]), since: on('2026-03-15'), forms: STARTED, records: [started] },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 late', 'M 2 2026-03-02 late', 'J70 1 2026-03-13 due', 'M 3 2026-04-02 upcoming', 'M 4 2026-05-02 upcoming'],
    ],
    [
      'goes on asking for what the one before asked for, however late',
      { inForce: version([...first.calendar.visits]), since: on('2026-03-15', { day: '2025-01-01', before: version([]) }), forms: STARTED, records: [started] },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 late', 'M 2 2026-03-02 late', 'M 3 2026-04-02 upcoming', 'M 4 2026-05-02 upcoming', 'P 1 - upcoming'],
    ],
    [
      'does not ask again for what a version in between did not ask',
      { inForce: first, since: { day: '2026-03-15', before: weekly, earlier: on('2025-06-01') }, forms: STARTED, records: [started] },
      ['J0 1 2026-01-02 complete', 'M 3 2026-04-02 upcoming', 'M 4 2026-05-02 upcoming', 'P 1 - upcoming'],
    ],
    [
      'that repeats longer asks for more of what is to come',
      { inForce: version([{ ...monthly, every: { unit: 'months', value: 1, times: 6 } }]), since: on('2026-03-15'), forms: STARTED, records: [started] },
      ['J0 1 2026-01-02 complete', 'M 1 2026-02-02 late', 'M 2 2026-03-02 late', 'M 3 2026-04-02 upcoming', 'M 4 2026-05-02 upcoming', 'M 5 2026-06-02 upcoming', 'M 6 2026-07-02 upcoming'],
    ],
  ])('%s', (_title, at, expected) => expect(rows(at)).toEqual(expected)); // prettier-ignore

  it('counts from the day 0 that was told under another name', () => {
    const renamed = version([monthly], { anchor: { form: 'FIT', item: 'perfusion' } }, [
      fat,
      otherForm({ code: 'FIT', kind: 'FIT' }, date('perfusion')),
      followUp,
      stop,
    ]);
    expect(rows({ inForce: renamed, forms: STARTED, records: [started] }).slice(0, 3)).toEqual([
      'J0 1 2026-01-02 complete',
      'M 1 2026-02-02 late',
      'M 2 2026-03-02 late',
    ]);
  });

  it('that counts from a form of its own announces the days, and makes nothing late until that form is begun', () => {
    const begins = otherForm({ code: 'DEBUT', kind: 'FIT' }, date('first'));
    const moved = version([monthly], { anchor: { form: 'DEBUT', item: 'first' } }, [fat, begins, followUp, stop]);
    const at = { inForce: moved, forms: STARTED, records: [started] };
    expect(rows(at)).toContain('M 1 2026-02-02 announced upcoming');
    expect(rows(at)).toContain('DEBUT 1 2026-01-02 announced due');
    const told = { forms: { ...STARTED, DEBUT: { first: '2026-01-10' } }, records: [started, { ...begun('DEBUT'), madeFrom: moved }] };
    expect(rows({ ...at, ...told })).toContain('M 1 2026-02-10 late');
  });

  it('finds a patient who stopped stopped, whatever it calls the stop, and asks for the visits after it', () => {
    const end = otherForm({ code: 'FIN', kind: 'ARRET' }, date('on'));
    const inForce = version([monthly, { ...afterStop, anchor: { form: 'FIN', item: 'on' } }, visit('A', 60, { keptAfterStop: true })], {}, [
      fat,
      fit,
      followUp,
      end,
    ]);
    const forms = { ...STARTED, ARRET: { last: '2026-02-20' } };
    expect(rows({ inForce, since: on('2026-03-15'), forms, records: [started, begun('ARRET')] })).toEqual([
      'J0 1 2026-01-02 complete',
      'M 1 2026-02-02 late',
      'M 2 2026-03-02 not-applicable',
      'P 1 2026-03-20 due',
      'M 3 2026-04-02 not-applicable',
      'M 4 2026-05-02 not-applicable',
      'A 1 2031-01-02 upcoming',
      'ARRET 1 - complete',
    ]);
    expect(rows({ inForce, forms: {}, records: [begun('ARRET')] })).toContain('M 1 - not-applicable');
  });

  it('loses nothing of a version that was withdrawn: what was begun under it stays, and the one before asks again', () => {
    const records = [started, { ...begun('SUIVI', { visit: 'S', occurrence: 2 }), madeFrom: weekly }];
    expect(rows({ inForce: first, forms: STARTED, records })).toEqual([
      'J0 1 2026-01-02 complete',
      'M 1 2026-02-02 late',
      'M 2 2026-03-02 late',
      'S 2 2026-03-13 complete',
      'M 3 2026-04-02 upcoming',
      'M 4 2026-05-02 upcoming',
      'P 1 - upcoming',
    ]);
  });

  it('leaves outside the calendar what happened outside it, whatever it makes of that form', () => {
    const planned = version([visit('M6', 6, { forms: ['EI'] })], {}, [fat, fit, otherForm({ code: 'EI', kind: 'EI' }, date('known'))]);
    const declared = begun('EI', { heldOn: calendarDate('2026-02-03') });
    expect(rows({ inForce: planned, forms: STARTED, records: [started, declared] })).toEqual([
      'J0 1 2026-01-02 complete',
      'EI 1 - complete',
    ]);
  });
});
