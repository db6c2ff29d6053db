/**
 * What Unicode does not take apart by itself, as French civil status and travel documents write it (ICAO 9303, section 6; `Ø` and `Å` as French
 * registers have them).
 */
const TRANSLITERATED: ReadonlyMap<string, string> = new Map(
  Object.entries({ œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ŋ: 'n', ĸ: 'k', ı: 'i' }).concat(
    Object.entries({ ə: 'e', ɛ: 'e', ɔ: 'o', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ƒ: 'f', ʒ: 'z', ǥ: 'g', ɨ: 'i', ʉ: 'u', ɲ: 'n', ƀ: 'b' }),
  ),
);

const LETTER = new RegExp(`[${[...TRANSLITERATED.keys()].join('')}ẞ]`, 'giu');

/** `Éloïse` → `Eloise`, `Œdipe` → `OEdipe`: accents and letters of their own taken apart, the rest left as it is. */
export function withoutAccents(text: string): string {
  return text.replace(LETTER, latin).normalize('NFD').replace(/\p{M}/gu, '');
}

/** The first letters of a name as the CNIL admits them: capitals A–Z, without accents, spaces, hyphens or apostrophes. */
export function firstLetters(name: string, count: number): string {
  return withoutAccents(name.normalize('NFKC'))
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, count);
}

/** For searching and comparing: no accents, lower case, single spaces. */
export function folded(text: string): string {
  return withoutAccents(text).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whether every word looked for stands in one of the texts: case, accents, hyphens, apostrophes and spaces aside. Nothing looked for is everywhere; `???` is nowhere. */
export function hasWords(texts: readonly (string | undefined)[], soughtFor: string): boolean {
  const there = texts.map((text = '') => compact(text));
  const asked = folded(soughtFor);
  const words = asked.split(' ').map(compact).filter(Boolean);
  return asked === '' || (words.length > 0 && words.every((word) => there.some((text) => text.includes(word))));
}

function compact(text: string): string {
  return folded(text.normalize('NFKC')).replace(/[^\p{L}\p{N}]+/gu, '');
}

function latin(letter: string): string {
  const lower = letter === 'ẞ' ? 'ß' : letter.toLowerCase();
  const written = TRANSLITERATED.get(lower) ?? letter;
  return lower === letter ? written : written.toUpperCase();
}
