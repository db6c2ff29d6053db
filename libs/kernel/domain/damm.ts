/** Damm's quasigroup of order 10: finds every single wrong digit and every swap of two neighbours. */
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** The digit to add after these. @throws RangeError when a character is not a digit. */
export function dammCheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError(`Not digits: ${digits}`);
  return String(interim(digits));
}

/** Whether the last digit is the check digit of those before it. */
export function isDammValid(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && interim(digits) === 0;
}

function interim(digits: string): number {
  return [...digits].reduce((row, digit) => Number(TABLE[row]?.[Number(digit)]), 0);
}
