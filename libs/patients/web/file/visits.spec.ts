import type { ScheduleRow, ScheduleView } from '#api-client';
import { titleOf, toDoInWords, visitsOf } from './visits.js';

const row = (form: string, visit: string, more: Partial<ScheduleRow> = {}): ScheduleRow => ({
  form,
  kind: form,
  title: form,
  visit,
  place: visit,
  occurrence: 1,
  announced: false,
  state: 'upcoming',
  words: 'à venir',
  canOpen: true,
  ...more,
});

const view = (...rows: ScheduleRow[]): ScheduleView => ({ today: '2026-11-22', rows, problems: [], addable: [], elsewhere: [] });
const keys = (visits: readonly { key: string }[]) => visits.map(({ key }) => key);

describe('the calendar, around today', () => {
  it('brings the forms of one visit together, and each time of one that repeats apart', () => {
    const { ahead } = visitsOf(view(row('SUIVI', 'M'), row('QDV', 'M'), row('SUIVI', 'M', { occurrence: 2 })));
    expect(ahead.map(({ rows }) => rows.map(({ form }) => form))).toEqual([['SUIVI', 'QDV'], ['SUIVI']]);
  });

  it('charter C7.2: sets what is behind above today, what comes below; far visits wait', () => {
    const days = ['2026-10-01', '2026-11-22', '2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01'];
    const { past, ahead, later } = visitsOf(view(...days.map((target, index) => row('SUIVI', `V${index}`, { target }))));
    expect([keys(past), keys(ahead), keys(later)]).toEqual([['V0/1', 'V1/1'], ['V2/1', 'V3/1', 'V4/1'], ['V5/1']]);
  });

  it('without a day, what is due or begun stands above', () => {
    const { past, ahead } = visitsOf(view(row('FIT', 'J0', { state: 'due' }), row('SUIVI', 'M')));
    expect([keys(past), keys(ahead)]).toEqual([['J0/1'], ['M/1']]);
  });

  it('what is sans objet does not stand before what is to come', () => {
    const target = '2027-01-01';
    const gone = row('SUIVI', 'M', { target, state: 'not-applicable' });
    const { ahead, later } = visitsOf(view(gone, row('SUIVI', 'POST', { target })));
    expect([keys(ahead), keys(later)]).toEqual([['POST/1'], ['M/1']]);
  });

  it('says the window, and the day on which an unplanned form took place', () => {
    const window = { target: '2026-12-10', from: '2026-12-03', until: '2026-12-17' };
    const event = row('EI', '', { title: 'Effet indésirable', place: 'n° 1', heldOn: '2026-11-02' });
    delete event.visit;
    const { past, ahead } = visitsOf(view(event, row('SUIVI', 'M', window)));
    expect(ahead[0]?.window).toBe('du 3 décembre 2026 au 17 décembre 2026');
    expect(past[0]).toMatchObject({ place: 'Hors visite', day: '2026-11-02', isVisit: false });
    expect(past[0]?.rows.map(titleOf)).toEqual(['Effet indésirable n° 1']);
  });

  it('counts what is to be done, the most urgent first', () => {
    const of = (state: ScheduleRow['state'], words: string) => row('SUIVI', 'M', { state, words });
    expect(toDoInWords([of('due', 'à saisir'), of('late', 'en retard'), of('due', 'à saisir')])).toBe('1 en retard, 2 à saisir');
    expect(toDoInWords([of('complete', 'complète')])).toBe('');
  });
});
