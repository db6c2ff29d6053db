/** What Unicode does not take apart by itself. */
const LIGATURES: Readonly<Record<string, string>> = {
  œ: 'OE',
  Œ: 'OE',
  æ: 'AE',
  Æ: 'AE',
  ß: 'SS',
  ø: 'O',
  Ø: 'O',
  ł: 'L',
  Ł: 'L',
  đ: 'D',
  Đ: 'D',
};

/** `Éloïse` → `Eloise`: accents and ligatures taken away, the rest left as it is. */
export function withoutAccents(text: string): string {
  return text
    .replace(/[œŒæÆßøØłŁđĐ]/g, (letter) => LIGATURES[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** The first letters of a name as the CNIL admits them: capitals A–Z, without accents, spaces, hyphens or apostrophes. */
export function firstLetters(name: string, count: number): string {
  return withoutAccents(name)
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, count);
}

/** For searching and comparing: no accents, lower case, single spaces. */
export function folded(text: string): string {
  return withoutAccents(text).toLowerCase().replace(/\s+/g, ' ').trim();
}
