/** One of two specs that leave something behind, for bare.spec.ts. */
import { expect, it, jest } from '@jest/globals';

it('finds the environment as the run began, and leaves it changed', () => {
  expect(process.env['LEFT_BEHIND']).toBeUndefined();
  process.env['LEFT_BEHIND'] = 'here';
});

it('finds what every spec shares as it is, and leaves it spied upon', () => {
  expect(Date.now()).toBeGreaterThan(0);
  jest.spyOn(Date, 'now').mockReturnValue(0);
});
