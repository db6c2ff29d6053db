import { calendarDate } from '#kernel/domain';
import { readGrantAfter, readGrantOn, readGrantTermProblem, type ReadGrantAct, type ReadGrantState } from './read-grant.js';
import { sayOfReadGrant } from './say.js';

const TODAY = calendarDate('2026-11-30');

describe('a reading asked of another centre', () => {
  it.each<[ReadGrantState, Partial<Record<ReadGrantAct, ReadGrantState>>]>([
    ['asked', { grant: 'granted', refuse: 'refused', end: 'ended' }],
    ['granted', { withdraw: 'withdrawn', end: 'ended' }],
    ['refused', {}],
    ['withdrawn', {}],
    ['ended', {}],
  ])('charter C9.2: once %s, becomes only what follows', (state, after) => {
    const acts = ['grant', 'refuse', 'withdraw', 'end'] as const;
    expect(acts.map((act) => readGrantAfter(state, act))).toEqual(acts.map((act) => after[act]));
  });

  it('charter C9.2: ends by itself after its last day, which is included', () => {
    const on = (until: string) => readGrantOn({ state: 'granted', centreId: 'A', until }, TODAY, 'A');
    expect([on('2026-11-29'), on('2026-11-30'), on('2026-12-01')]).toEqual(['ended', 'granted', 'granted']);
  });

  it('charter C9.2: is of the centre that was asked: over, answered or not, once another one follows the patient', () => {
    const states = ['asked', 'granted', 'refused', 'withdrawn', 'ended'] as const;
    expect(states.map((state) => readGrantOn({ state, centreId: 'A', until: '2027-01-01' }, TODAY, 'C'))).toEqual([
      'ended',
      'ended',
      'refused',
      'withdrawn',
      'ended',
    ]);
  });

  it('charter C9.2: is granted until a day to come, within a year', () => {
    const said = (day: string) => {
      const problem = readGrantTermProblem(TODAY, calendarDate(day));
      return problem && sayOfReadGrant(problem);
    };
    expect([said('2026-11-30'), said('2027-11-30')]).toEqual([undefined, undefined]);
    expect(said('2026-11-29')).toMatch(/déjà passée/);
    expect(said('2027-12-01')).toMatch(/un an au plus.*30\/11\/2027/);
  });
});
