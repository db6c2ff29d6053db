import { calendarDate } from '#kernel/domain';
import type { Visit } from '../language/language.js';
import { accessForm, date, otherForm, protocol } from '../testing.js';
import { schedule, type RecordedForm } from './schedule.js';

const visit = (code: string, value: number, more: Partial<Visit> = {}): Visit => ({
  code,
  label: code,
  offset: { unit: 'months', value },
  window: { before: 7, after: 7 },
  forms: ['SUIVI'],
  ...more,
});
const of = protocol(
  [
    accessForm(date('planned')),
    otherForm({ code: 'FIT', kind: 'FIT' }, date('start')),
    otherForm({ occurs: 'per-visit', heldOn: 'd' }, date('d')),
    otherForm({ code: 'ARRET', kind: 'ARRET' }, date('last')),
  ],
  {
    calendar: {
      anchor: { form: 'FIT', item: 'start' },
      visits: [
        visit('J0', 0, { window: { before: 0, after: 0 }, forms: ['FIT'] }),
        visit('M', 1, { every: { unit: 'months', value: 1, times: 2 } }),
        visit('P1', 1, { anchor: { form: 'ARRET', item: 'last' }, keptAfterStop: true }),
        visit('A5', 60, { keptAfterStop: true }),
      ],
    },
  },
);
const fit: RecordedForm = { form: 'FIT', visit: 'J0', state: 'complete' };
const begun: RecordedForm = { form: 'SUIVI', visit: 'M', occurrence: 1, state: 'in-progress' };

describe('what is not asked here', () => {
  it('charter C1.8: what is collected in a registry is not asked, save what was begun; nor is the form that tells day 0, where no visit asks for it', () => {
    const elsewhere = (names: readonly string[], records: readonly RecordedForm[]) =>
      schedule({ ...of, registries: [{ name: 'DESCAR-T', forms: names }] }, records, {
        today: '2026-02-01',
        forms: { FIT: { start: '2026-01-02' } },
      }).rows.map(({ form, state }) => `${form} ${state}`);
    expect(elsewhere(['SUIVI'], [fit])).toEqual(['FIT complete']);
    expect(elsewhere(['SUIVI'], [fit, begun])).toEqual(['FIT complete', 'SUIVI in-progress']);
    expect(elsewhere(['FIT', 'SUIVI', 'ARRET'], [])).toEqual([]);
  });

  it('charter R8: under a waiver nothing is asked whatever the day, kept after the stop or not; what was begun is never late', () => {
    for (const today of ['0000-01-01', '2026-02-20', '9999-12-31']) {
      const { rows: found } = schedule(of, [fit, begun], {
        today,
        waived: true,
        forms: { FIT: { start: '2026-01-02' } },
      });
      expect(found.map(({ visit: at, occurrence, state }) => `${at} ${occurrence} ${state}`)).toEqual([
        'J0 1 complete',
        'M 1 in-progress',
        'M 2 not-applicable',
        'A5 1 not-applicable',
        'P1 1 not-applicable',
      ]);
    }
  });

  it('charter C8.3: once the follow-up goes on elsewhere, what comes after that day is asked there; what was foreseen before stays to be filled', () => {
    const on = (continuedOn: string, today: string) =>
      schedule(of, [fit], { today, continuedOn: calendarDate(continuedOn), forms: { FIT: { start: '2026-01-02' } } })
        .rows.filter(({ visit }) => visit === 'M')
        .map(({ occurrence, state }) => `${occurrence} ${state}`);
    expect(on('2026-02-10', '2026-02-10')).toEqual(['1 late', '2 not-applicable']);
    expect(on('2026-01-02', '9999-12-31')).toEqual(['1 not-applicable', '2 not-applicable']);
  });
});
