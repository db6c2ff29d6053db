const FINESS = /^(?:[0-9]{2}|2[AB])[0-9]{7}$/;
const RPPS = /^[0-9]{11}$/;
const UCD = /^34008[0-9]{8}$/;

/** Nine characters: department (digits, 2A or 2B), then seven digits. The key is another question: fictive numbers fail it. */
export function isFiness(text: string): boolean {
  return FINESS.test(text);
}

/** Luhn over the nine characters, A counting 1 and B counting 2. */
export function hasFinessKey(text: string): boolean {
  return isFiness(text) && luhn(text.replace('A', '1').replace('B', '2'));
}

export function isRpps(text: string): boolean {
  return RPPS.test(text);
}

export function hasRppsKey(text: string): boolean {
  return isRpps(text) && luhn(text);
}

/** Thirteen digits, `34008` first: the code of one strength of a medicine, as hospitals dispense it. */
export function isUcd(text: string): boolean {
  return UCD.test(text);
}

/** Its last digit, as of any EAN-13 (order of 30 December 2021): even places count three times. */
export function hasUcdKey(text: string): boolean {
  const sum = [...text].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 1 ? 3 : 1), 0);
  return isUcd(text) && sum % 10 === 0;
}

/** Luhn's check over digits, its key included. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight++) {
    const digit = Number(digits[digits.length - 1 - fromRight]) * (fromRight % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** What people type around an identifier taken away: spaces of all kinds, dots, hyphens; letters in capitals. */
export function compactIdentifier(text: string): string {
  return text.replace(/[\s.\-\u00a0\u202f]/g, '').toUpperCase();
}
