import { RateLimit } from './rate-limit.js';

describe('a limit of visits', () => {
  it('stops an address that comes too often, and no other, for the rest of the minute', () => {
    let now = 0;
    const limit = new RateLimit(2, () => now);
    expect([1, 2, 3].map(() => limit.admits('a'))).toEqual([true, true, false]);
    expect(limit.admits('b')).toBe(true);
    now = 60_000;
    expect(limit.admits('a')).toBe(true);
  });

  it('of nought stops nobody', () => {
    const limit = new RateLimit(0);
    expect(Array.from({ length: 500 }, () => limit.admits('a')).every(Boolean)).toBe(true);
  });
});
