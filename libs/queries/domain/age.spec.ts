import { calendarDate } from '#kernel/domain';
import { ageInDays, isOverdue, type QueryState } from './index.js';

const day = calendarDate;
const query = (state: QueryState) => ({ state, openedOn: day('2026-03-01'), changedOn: day('2026-03-11') });

describe('the age of a query', () => {
  it('counts days from the question; once settled, those it took', () => {
    expect(ageInDays(query('open'), day('2026-03-31'))).toBe(30);
    expect(ageInDays(query('answered'), day('2026-03-31'))).toBe(30);
    expect(ageInDays(query('closed'), day('2026-03-31'))).toBe(10);
    expect(ageInDays(query('cancelled'), day('2026-03-31'))).toBe(10);
  });

  it('is never negative, where the day begins earlier', () => {
    expect(ageInDays(query('open'), day('2026-02-28'))).toBe(0);
  });

  it.each<[QueryState, string, boolean]>([
    ['open', '2026-03-09', true],
    ['open', '2026-03-10', false],
    ['answered', '2026-03-09', false],
    ['closed', '2026-03-09', false],
  ])('%s, due on %s: overdue is %s', (state, dueOn, overdue) => {
    expect(isOverdue({ state, dueOn: day(dueOn) }, day('2026-03-10'))).toBe(overdue);
    expect(isOverdue({ state }, day('2026-03-10'))).toBe(false);
  });
});
