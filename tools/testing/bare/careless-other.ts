/** One of two specs that leave something behind, for bare.spec.ts. */
import { expect, it } from '@jest/globals';

it('finds the environment as the run began, and leaves it changed', () => {
  expect(process.env['LEFT_BEHIND']).toBeUndefined();
  process.env['LEFT_BEHIND'] = 'here';
});
