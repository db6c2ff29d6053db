import { calendarDate } from '#kernel/domain';
import type { Form, Item, Protocol, Values } from '#protocols/domain';
import { placeInWords } from '../words.js';
import { courseOf, type PatientForm } from './course.js';

const base = (code: string) => ({ code, label: code, place: 'Annexe 1', reliability: 'T' });
const day = (code: string): Item => ({ ...base(code), type: 'date' });
const weight: Item = { ...base('weight'), type: 'dec' };

const form = (code: string, kind: Form['kind'], occurs: Form['occurs'], content: readonly Item[]): Form => ({
  code,
  kind,
  title: code,
  place: 'Annexe 1',
  occurs,
  ...(content[0]?.type === 'date' && { heldOn: content[0].code }),
  sections: [{ code: 's', title: 's', enteredBy: 'centre', content }],
});

const FAT = form('FAT', 'FAT', 'once', [
  { ...base('smokes'), type: 'on' },
  { ...weight, when: { is: ['smokes', 'O'] } },
]);
const FIT = form('FIT', 'FIT', 'once', [day('start')]);
const SUIVI = form('SUIVI', 'SUIVI', 'per-visit', [day('held'), weight]);
const EI = form('EI', 'EI', 'on-event', [day('known')]);

const visit = (code: string, days: number, forms: string[], more = {}) =>
  ({ code, label: code, offset: { unit: 'days', value: days }, window: { before: 3, after: 3 }, forms, ...more }) as const;
const protocol: Pick<Protocol, 'forms' | 'calendar'> = {
  forms: [FAT, FIT, SUIVI, EI],
  calendar: {
    anchor: { form: 'FIT', item: 'start' },
    visits: [visit('J0', 0, ['FIT']), visit('M', 30, ['SUIVI'], { every: { unit: 'days', value: 30, times: 3 } })],
    unscheduled: { code: 'NP', label: 'Visite non programmée', forms: ['SUIVI'] },
  },
};

const opened = (rules: Form, values: Values, more: Partial<PatientForm> = {}): PatientForm => ({
  id: `${rules.code}${more.visit ?? ''}${more.occurrence ?? 1}`,
  rules,
  visit: '',
  occurrence: 1,
  state: 'in-progress',
  values,
  ...more,
});

const TODAY = '2026-03-10';
const fit = opened(FIT, { start: '2026-02-01' }, { visit: 'J0', state: 'complete' });
const month = (occurrence: number, values: Values) => opened(SUIVI, values, { visit: 'M', occurrence });

describe('the course of a patient', () => {
  it('charter P2: the first administration, once it is known, gives the visits their days', () => {
    const rows = (forms: readonly PatientForm[]) =>
      courseOf(protocol, forms, { today: TODAY }).schedule.rows.map(
        ({ visit: at, occurrence, target, state }) => `${at} ${occurrence} ${target} ${state}`,
      );
    expect(rows([])).toEqual(['J0 1 undefined due', 'M 1 undefined upcoming']);
    expect(rows([fit])).toEqual(['J0 1 2026-02-01 complete', 'M 1 2026-03-03 late', 'M 2 2026-04-02 upcoming', 'M 3 2026-05-02 upcoming']);
  });

  it('gives a form its visit, its window, and the forms that are filled once', () => {
    const { envOf, rowOf } = courseOf(protocol, [opened(FAT, { smokes: 'O', weight: '70' }), fit, month(1, {})], { today: TODAY });
    expect(envOf('SUIVIM1')).toEqual({
      today: TODAY,
      visit: 'M',
      visitDate: '2026-03-03',
      visitFrom: '2026-02-28',
      visitUntil: '2026-03-06',
      forms: { FAT: { smokes: 'O', weight: '70' }, FIT: { start: '2026-02-01' } },
      treatedFrom: '2026-02-01',
    });
    expect(rowOf('SUIVIM1')?.target).toBe(calendarDate('2026-03-03'));
  });

  it('gives a form the day of the favourable opinion, which the FAT comes before', () => {
    const { envOf, envAt, schedule } = courseOf(protocol, [opened(FAT, {}), fit], { today: TODAY, decisionDate: '2026-01-20' });
    expect(envOf('FIT' + 'J01').decisionDate).toBe('2026-01-20');
    const planned = schedule.rows.find(({ record }) => !record);
    expect(planned && envAt(planned).decisionDate).toBe('2026-01-20');
    expect(envOf('FAT1')).toEqual({ today: TODAY });
  });

  it('never shows an answer that its own form hides', () => {
    const { envOf } = courseOf(protocol, [opened(FAT, { smokes: 'N', weight: '70' }), fit], { today: TODAY });
    expect(envOf('FIT' + 'J01').forms).toEqual({ FAT: { smokes: 'N' } });
  });

  it('shows the same form at the visit before, by the days and not by the order of typing', () => {
    const unplanned = opened(SUIVI, { held: '2026-03-20', weight: '68' }, { visit: 'NP' });
    const { envOf } = courseOf(protocol, [fit, month(2, {}), unplanned, month(1, { weight: '70' })], { today: TODAY });
    expect(envOf('SUIVINP1').previousVisit).toEqual({ weight: '70' });
    expect(envOf('SUIVIM2').previousVisit).toEqual({ held: '2026-03-20', weight: '68' });
    expect(envOf('SUIVIM1')).not.toHaveProperty('previousVisit');
  });

  it('compares with the last value known, across visits that have none, and with rows of one visit alone', () => {
    const seen = (...forms: readonly PatientForm[]) =>
      courseOf(protocol, [fit, ...forms, month(3, {})], { today: '2026-06-01' }).envOf('SUIVIM3');
    const first = month(1, { held: '2026-03-03', weight: '70', 'drugs/a00000': true });
    expect(seen(first, month(2, { held: '2026-04-02' })).previousVisit).toEqual({ held: '2026-04-02', weight: '70' });
    expect(seen(first, month(2, { weight: { missing: 'NF' } })).previousVisit).toMatchObject({ weight: '70' });
    expect(seen(first, month(2, { weight: '68' })).previousVisit).toMatchObject({ weight: '68' });
  });

  it('a visit that took place after the one foreseen for its day is not before it', () => {
    const late = month(1, { held: '2026-03-20', weight: '70' });
    const unplanned = opened(SUIVI, { held: '2026-03-10', weight: '68' }, { visit: 'NP' });
    const { envOf } = courseOf(protocol, [fit, late, unplanned], { today: '2026-04-01' });
    expect(envOf('SUIVINP1')).not.toHaveProperty('previousVisit');
    expect(envOf('SUIVIM1').previousVisit).toMatchObject({ weight: '68' });
  });

  it('the FAT sees none of the others: what was signed stays what it was', () => {
    expect(courseOf(protocol, [opened(FAT, {}), fit], { today: TODAY }).envOf('FAT1')).toEqual({ today: TODAY });
  });

  it.each([
    ['SUIVI', 'M', 2, 'M n°\u00a02'],
    ['FIT', 'J0', 1, 'J0'],
    ['SUIVI', 'NP', 3, 'Visite non programmée n°\u00a03'],
    ['EI', '', 1, 'n°\u00a01'],
    ['FIT', '', 1, ''],
  ])('%s at « %s », %i, is called « %s »', (code, at, occurrence, words) => {
    expect(placeInWords(protocol, code, at, occurrence)).toBe(words);
  });
});
