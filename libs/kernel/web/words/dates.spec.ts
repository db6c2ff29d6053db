import { dayInWords, instantInWords, sinceInWords, timeInWords } from './dates.js';

describe('dates in words', () => {
  it('a day is written as sentences write it', () => {
    expect(dayInWords('2026-03-03')).toBe('3 mars 2026');
    expect(dayInWords('2026-03-01')).toBe('1er mars 2026');
  });

  it('a month without its day is a month', () => {
    expect(dayInWords('1961-03')).toBe('mars 1961');
  });

  it('nothing is written as nothing', () => {
    expect([dayInWords(undefined), dayInWords(''), instantInWords(null)]).toEqual(['', '', '']);
  });

  it('an instant is told as it is in Paris, the day too', () => {
    expect(timeInWords('2026-11-12T10:00:00Z')).toBe('11:00');
    expect(instantInWords('2026-07-31T22:30:00Z')).toBe('1er août 2026, 00:30');
  });

  it('days are counted as people do, by date', () => {
    const now = new Date('2026-11-22T08:00:00Z');
    expect(sinceInWords('2026-11-22T07:00:00Z', now)).toBe('aujourd’hui, 08:00');
    expect(sinceInWords('2026-11-21T22:59:00Z', now)).toBe('hier, 23:59');
    expect(sinceInWords('2026-11-18T23:30:00Z', now)).toBe('depuis 3 jours');
    expect(sinceInWords('2026-06-02T09:00:00Z', now)).toBe('depuis le 2 juin 2026');
  });
});
