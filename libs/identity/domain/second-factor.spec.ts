import fc from 'fast-check';
import { codeStep, factorDue, isNewCode, mayRemove, pauseAfter, provesSecondFactor } from './second-factor.js';

describe('whether two factors were given', () => {
  it.each([
    [{ amr: ['pwd'] }, false],
    [{ amr: [] }, false],
    [{ amr: ['pin'] }, false],
    [{ amr: ['face', 'user'] }, false],
    [{ amr: ['pwd', 'otp'] }, true],
    [{ amr: ['hwk', 'pin'] }, true],
    [{ amr: ['mfa'] }, true],
    [{ amr: ['otp'] }, false],
    [{ amr: ['hwk'] }, false],
    [{ amr: ['pop'] }, false],
    [{ amr: ['sc'] }, false],
    [{ amr: ['hwk', 'otp'] }, false],
    [{ amr: ['face', 'hwk'] }, true],
    [{ amr: ['otp'], secondFactorAt: '2026-11-29T12:00:00Z' }, true],
    [{ acr: 'eidas1', amr: [] }, false],
    [{ acr: 'eidas2', amr: [] }, true],
    [{ acr: 'MFA', amr: ['MFA'] }, false],
  ])('charter C3.1: of %j: %s', (strength, proved) => expect(provesSecondFactor(strength)).toBe(proved));
});

describe('when ours is asked', () => {
  const weak = { amr: ['pwd'] };

  it('charter C3.1: never of whom the provider recognised by two', () => {
    const facts = fc.record({ demanded: fc.boolean(), enrolled: fc.boolean() });
    fc.assert(fc.property(facts, (given) => factorDue({ ...given, strength: { amr: ['pwd', 'otp'] } }) === undefined));
  });

  it('charter C3.1: of everyone who has one, demanded or not, and of whom nobody knows how they were recognised', () => {
    for (const demanded of [true, false])
      for (const strength of [{ strength: weak }, {}]) expect(factorDue({ demanded, enrolled: true, ...strength })).toBe('to-give');
  });

  it('charter C3.1: to enrol, of whom it is demanded and who has none; of nobody else', () => {
    expect(factorDue({ demanded: true, enrolled: false, strength: weak })).toBe('to-enrol');
    expect(factorDue({ demanded: true, enrolled: false })).toBe('to-enrol');
    expect(factorDue({ demanded: false, enrolled: false, strength: weak })).toBeUndefined();
  });
});

describe('a one-time code', () => {
  it('charter C3.1: counts half minutes, and what was given once is never new again, nor what came before', () => {
    expect([0, 29_999, 30_000, 59_999].map(codeStep)).toEqual([0, 0, 1, 1]);
    expect(isNewCode(7, null)).toBe(true);
    fc.assert(fc.property(fc.nat(), fc.nat(), (step, last) => isNewCode(step, last) === step > last));
  });

  it('charter C3.1: wrong five times in a row makes one wait, longer each time, an hour at most', () => {
    expect([0, 1, 4, 5, 6, 7, 11, 12, 500].map(pauseAfter)).toEqual([0, 0, 0, 30, 60, 120, 1920, 3600, 3600]);
  });
});

it('charter C3.1: the last one stays while one is demanded', () => {
  expect([mayRemove(1, true), mayRemove(2, true), mayRemove(1, false)]).toEqual([false, true, true]);
});
