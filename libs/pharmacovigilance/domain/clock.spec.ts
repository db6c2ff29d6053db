import fc from 'fast-check';
import { clockOf, dueOn, turnOf, type Seriousness } from './clock.js';
import { DELAY_WORDS, leftInWords } from './words.js';

const at = (text: string) => new Date(text);
const DAY_ZERO = at('2026-03-01T23:59:00Z');

describe('the clock of a declaration', () => {
  it.each<[Seriousness, string]>([
    ['yes', '2026-03-16'],
    ['no', '2026-05-30'],
    ['unknown', '2026-03-16'],
  ])('charter P3: seriousness %s ends on %s', (serious, day) => expect(dueOn(DAY_ZERO, serious)).toBe(day));

  it.each<[Seriousness, Seriousness, string]>([
    ['unknown', 'yes', 'serious'],
    ['no', 'yes', 'serious'],
    ['no', 'unknown', 'sooner'],
    ['unknown', 'no', 'later'],
    ['yes', 'no', 'later'],
    ['yes', 'unknown', 'later'],
  ])('charter P3: from %s to %s is %s', (before, after, turn) => expect(turnOf(before, after)).toBe(turn));

  it('counts days in UTC, whatever the hour', () => {
    expect(clockOf(DAY_ZERO, 'yes', at('2026-03-02T00:01:00Z')).daysLeft).toBe(14);
    expect(clockOf(DAY_ZERO, 'yes', at('2026-03-01T23:59:30Z')).daysLeft).toBe(15);
  });

  it.each([
    ['2026-03-02T08:00:00Z', 'later', 'encore 14 jours (16/03/2026)'],
    ['2026-03-11T08:00:00Z', 'soon', 'encore 5 jours (16/03/2026)'],
    ['2026-03-15T08:00:00Z', 'soon', 'encore 1 jour (16/03/2026)'],
    ['2026-03-16T08:00:00Z', 'soon', 'dernier jour aujourd’hui (16/03/2026)'],
    ['2026-03-17T08:00:00Z', 'overdue', 'dépassé de 1 jour (16/03/2026)'],
    ['2026-04-16T08:00:00Z', 'overdue', 'dépassé de 31 jours (16/03/2026)'],
  ])('on %s it is %s: %s', (now, urgency, words) => {
    const clock = clockOf(DAY_ZERO, 'yes', at(now));
    expect([clock.urgency, leftInWords(clock)]).toEqual([urgency, words]);
  });

  it('says why it is that one', () => {
    const delays = (['yes', 'no', 'unknown'] as const).map((serious) => DELAY_WORDS[serious]);
    expect(delays).toEqual(['15 jours, effet grave', '90 jours, effet non grave', '15 jours par prudence, gravité inconnue']);
  });

  it('charter P3: what is not known to be harmless never has longer than what is serious', () => {
    const instant = fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2090-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, (dayZero) => {
        expect(dueOn(dayZero, 'unknown')).toBe(dueOn(dayZero, 'yes'));
        expect(dueOn(dayZero, 'yes') < dueOn(dayZero, 'no')).toBe(true);
      }),
    );
  });
});
