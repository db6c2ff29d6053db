import { calendarDate } from '#kernel/domain';
import { say } from './say.js';
import { daysLate, transmissionProblem, transmittedOn } from './transmission.js';

const problem = (...asked: Parameters<typeof transmissionProblem>) => {
  const found = transmissionProblem(...asked);
  return found && say(found);
};

const day = calendarDate;
const received = (instant: string) => ({ receivedAt: new Date(instant), serious: 'unknown' as const });
const [FIRST, LATER] = [received('2026-03-01T23:59:00Z'), received('2026-03-10T08:00:00Z')];

describe('a declaration that is transmitted', () => {
  it('charter P3: on its day 0 or after, never in the future', () => {
    expect(problem([FIRST], day('2026-03-01'), day('2026-03-20'))).toBeUndefined();
    expect(problem([FIRST], day('2026-02-28'), day('2026-03-20'))).toContain('reçue que le 01/03/2026');
    expect(problem([FIRST], day('2026-03-21'), day('2026-03-20'))).toContain('pas encore venu');
  });

  it('charter P3: with those that were there on that day; what came after waits for its own transmission', () => {
    expect(transmittedOn([FIRST, LATER], day('2026-03-09'))).toEqual([FIRST]);
    expect(transmittedOn([FIRST, LATER], day('2026-03-10'))).toEqual([FIRST, LATER]);
  });

  it('charter P3: a day before it became serious, or more urgent, transmitted nothing of that', () => {
    const grave = { ...FIRST, serious: 'yes', urgentAt: new Date('2026-03-05T00:30:00Z') } as const;
    expect(transmittedOn([grave, LATER], day('2026-03-04'))).toEqual([]);
    expect(transmittedOn([grave, LATER], day('2026-03-05'))).toEqual([grave]);
    expect(problem([grave, LATER], day('2026-03-04'), day('2026-03-20'))).toBe(
      'La déclaration est devenue grave le 05/03/2026\u00a0: indiquez un jour à partir de celui-là.',
    );
    expect(problem([{ ...grave, serious: 'unknown' }], day('2026-03-04'), day('2026-03-20'))).toContain('délai raccourci le 05/03');
    const sameDay = { ...FIRST, serious: 'yes', urgentAt: new Date('2026-03-01T23:59:30Z') } as const;
    expect(problem([sameDay], day('2026-02-28'), day('2026-03-20'))).toContain('reçue que le 01/03/2026');
  });

  it('charter P3: says by how many days it was late', () => {
    expect(daysLate(FIRST.receivedAt, 'yes', day('2026-03-16'))).toBe(0);
    expect(daysLate(FIRST.receivedAt, 'yes', day('2026-03-19'))).toBe(3);
    expect(daysLate(FIRST.receivedAt, 'no', day('2026-03-19'))).toBe(0);
  });
});
