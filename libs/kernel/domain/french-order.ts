const FRENCH = new Intl.Collator('fr', { sensitivity: 'variant', numeric: false });

/**
 * The order of names in French: accents, ligatures and capitals count only between words that are otherwise the same, and a particle is part
 * of the name (« de La Rochefoucauld » at D), as in a directory sorted by what is written. The database has the same order: `FRENCH_ORDER`.
 */
export function inFrenchOrder(one: string, other: string): number {
  return FRENCH.compare(one, other);
}

/** The order of ids, codes and ISO days: by code unit, the same on every machine. */
export function inCodeOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
