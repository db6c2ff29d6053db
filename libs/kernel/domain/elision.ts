/** Names that begin so are written after « d’ »: a vowel that is heard, or an h that is not (of those, only the words that names here begin with). */
const ELIDED = /^(?:[aàâäæeéèêëiîïoôöœuùûü]|y(?![aàâeéèêioôu])|h(?:ôpit|opit|ôtel|otel|osp|émat|emat|épat|epat|erm|ist|um|ydr|yg|yp))/iu;

/** `de` before a name: « de Sanofi », « d’argenx », « d’Hôpitaux de Paris ». */
export function ofName(name: string): string {
  return ELIDED.test(name) ? `d’${name}` : `de ${name}`;
}

/** A word or a sentence with its first letter in capital. */
export function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1);
}

/** What stands at a place, with the place: `Fiche de suivi – M3`. Of a place that begins with that very title, the place says both. */
export function titledAt(title: string, place: string | undefined, between = ' – '): string {
  if (!title || !place) return title || (place ?? '');
  const rest = place.startsWith(title) ? place.slice(title.length) : undefined;
  return rest !== undefined && !/^[\p{L}\p{N}]/u.test(rest) ? place : `${title}${between}${place}`;
}

/** `1 fiche`, `3 fiches`; of none French says the singular. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count > 1 ? many : one}`;
}
