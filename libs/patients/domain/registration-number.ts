import { dammCheckDigit, isDammValid } from '#kernel/domain';

/** A keyed pseudo-random function: a whole number, the same for the same round and half. Its key is what makes the order of numbers unreadable. */
export type Prf = (round: number, half: number) => number;

/** Five digits. */
export const NUMBERS = 100_000;

// 316 × 317 is the smallest product of two near halves that holds them all: one number in six hundred is walked past.
const LEFT = 316;
const RIGHT = 317;
const ROUNDS = 8;

/**
 * The number of the `rank`-th patient registered under an authorisation, e.g. `TECVAYLI-482137`: its code, five digits and a check
 * character (Damm). The digits are a permutation of the rank: no two ranks share them, and they tell neither order nor count.
 * @param rank from 0, taken from a counter that is never taken back.
 * @throws RangeError when all numbers of the authorisation are given.
 */
export function registrationNumber(code: string, rank: number, prf: Prf): string {
  if (!Number.isInteger(rank) || rank < 0 || rank >= NUMBERS) throw new RangeError(`No number is left for rank ${rank}.`);
  const digits = String(permuted(rank, prf)).padStart(5, '0');
  return `${code}-${digits}${dammCheckDigit(digits)}`;
}

/** Whether this may be a number of ours. */
export function isRegistrationNumber(text: string): boolean {
  const digits = /^[A-Z0-9]{2,8}-(\d{6})$/.exec(text)?.[1];
  return digits !== undefined && isDammValid(digits);
}

/** A Feistel network over a little more than we need, walked again while it lands outside: a permutation of 0…99 999. */
function permuted(rank: number, prf: Prf): number {
  let number = rank;
  do number = mixed(number, prf);
  while (number >= NUMBERS);
  return number;
}

function mixed(number: number, prf: Prf): number {
  let [left, right] = [Math.floor(number / RIGHT), number % RIGHT];
  for (let round = 0; round < ROUNDS; round += 2) {
    left = (left + prf(round, right)) % LEFT;
    right = (right + prf(round + 1, left)) % RIGHT;
  }
  return left * RIGHT + right;
}
