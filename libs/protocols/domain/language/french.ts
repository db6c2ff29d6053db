/** A no-break space: before high punctuation and inside French quotes. */
export const NBSP = '\u00a0';

/** « text », as French quotes it. */
export function quoted(text: string): string {
  return `«${NBSP}${text}${NBSP}»`;
}

/** `70.5` → `70,5`. */
export function frenchNumber(number: number | string): string {
  return String(number).replace('.', ',');
}

/** `2026-03-05` → `05/03/2026`, `2026-03` → `03/2026`, `2026` as it is. */
export function frenchPartialDate(text: string): string {
  return text.split('-').reverse().join('/');
}

/** `a, b et c`. */
export function enumerated(words: readonly string[], conjunction: 'et' | 'ou'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
