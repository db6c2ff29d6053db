import { calendarDate } from '#kernel/domain';
import { countsInWords, countsOf, nextReview, notAsked, reminderOn, reviewState, textOfReview, type ReviewHolds } from '../index.js';

const day = calendarDate;

const HOLDS: ReviewHolds = {
  people: [
    { profileId: 'p1', asleep: false, requested: ['x', 'y'] },
    { profileId: 'p2', asleep: false, requested: [] },
    { profileId: 'p3', asleep: true, requested: [] },
  ],
  designations: [
    { id: 'd1', stateVersion: 1, act: 'withdraw' },
    { id: 'd2', stateVersion: 3, act: 'flag' },
  ],
  readings: [{ id: 'r1', stateVersion: 2, act: 'flag' }],
};
const ALL_KEPT = { designations: [], readings: [], left: [] };

describe('the yearly review of who has access in a centre', () => {
  it('comes again a year later, on the last day of February too', () => {
    expect(nextReview(day('2026-11-30'))).toBe('2027-11-30');
    expect(nextReview(day('2028-02-29'))).toBe('2029-02-28');
  });

  it.each([
    ['2027-03-02', 'planned'],
    ['2027-03-03', 'due'],
    ['2027-04-02', 'due'],
    ['2027-04-03', 'late'],
    ['2029-01-01', 'late'],
  ])('due on the third of March stands on %s as %s', (today, state) => {
    expect(reviewState(day('2027-03-03'), day(today))).toBe(state);
  });

  it.each([
    ['2027-03-02', null, undefined],
    ['2027-03-03', null, 'due'],
    // Of the review of the year before.
    ['2027-03-03', '2026-05-01', 'due'],
    ['2027-03-03', '2027-03-03', undefined],
    ['2027-04-02', '2027-03-03', undefined],
    ['2027-04-03', '2027-03-03', 'late'],
    ['2027-04-03', '2027-04-03', undefined],
    ['2027-05-03', '2027-04-03', 'late'],
    // Nobody was there to tell it for a while.
    ['2027-06-01', null, 'late'],
  ])('is told on %s, last told on %s: %s', (today, toldOn, told) => {
    expect(reminderOn(day('2027-03-03'), toldOn === null ? null : day(toldOn), day(today))).toBe(told);
  });

  it('has one text in any order, and another one as soon as anything changes', () => {
    const { people, designations, readings } = HOLDS;
    const turned = {
      people: [...people].reverse().map((one) => ({ ...one, requested: [...one.requested].reverse() })),
      designations: [...designations].reverse().map((one) => ({ ...one, act: 'withdraw' as const })),
      readings,
    };
    expect(textOfReview(turned)).toBe(textOfReview(HOLDS));
    const [first, ...others] = people as [ReviewHolds['people'][number], ...ReviewHolds['people'][number][]];
    const changed: ReviewHolds[] = [
      { ...HOLDS, people: others },
      { ...HOLDS, people: [{ ...first, asleep: true }, ...others] },
      { ...HOLDS, people: [{ ...first, requested: ['x'] }, ...others] },
      { ...HOLDS, designations: designations.slice(1) },
      { ...HOLDS, readings: readings.map((one) => ({ ...one, stateVersion: 3 })) },
    ];
    expect(new Set([HOLDS, ...changed].map(textOfReview)).size).toBe(changed.length + 1);
  });

  it('counts everything that it asks about once, whatever became of it', () => {
    expect(countsOf(HOLDS, ALL_KEPT)).toEqual({ kept: 5, withdrawn: 0, flagged: 0, left: 0 });
    expect(countsOf(HOLDS, { designations: ['d1', 'd2'], readings: ['r1'], left: ['p2'] })).toEqual({
      kept: 1,
      withdrawn: 1,
      flagged: 2,
      left: 1,
    });
  });

  it('is told in words', () => {
    expect(countsInWords({ kept: 1, withdrawn: 0, flagged: 0, left: 0 })).toBe('1 accès gardé');
    expect(countsInWords({ kept: 12, withdrawn: 1, flagged: 2, left: 2 })).toBe('12 accès gardés, 1 retiré, 2 signalés, 2 départs');
  });

  it('is asked about nothing that it does not hold, nor about whom sleeps', () => {
    expect(notAsked(HOLDS, ALL_KEPT)).toEqual([]);
    expect(notAsked(HOLDS, { designations: ['r1'], readings: ['r1'], left: ['p1'] })).toEqual(['designations']);
    expect(notAsked(HOLDS, { designations: ['d1'], readings: ['x'], left: ['p3'] })).toEqual(['readings', 'left']);
  });
});
