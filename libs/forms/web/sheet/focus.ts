const ANSWER = 'input:not([disabled]), textarea, select';
const ENTRY = `${ANSWER}, button.add-row`;

/** Leads to a field, a row or a group by its key, and puts the keyboard there. */
export function focusField(key: string): boolean {
  // A key has no character that a selector would read otherwise.
  const place = document.querySelector<HTMLElement>(`[data-key="${key}"]`);
  if (!place) return false;
  (entryOf(place) ?? place).focus({ preventScroll: true });
  place.scrollIntoView?.({ block: 'center' });
  return true;
}

/**
 * From a control to that of the next field in reading order (or the former one). False at the end. What adds a row is passed over: a second press
 * would make an empty one.
 */
export function focusBeside(from: HTMLElement, step: 1 | -1): boolean {
  const here = from.closest<HTMLElement>('[data-key]');
  const places = [...document.querySelectorAll<HTMLElement>('[data-key]')].filter((place) => place === here || place.querySelector(ANSWER));
  const next = here && places[places.indexOf(here) + step];
  if (!next) return false;
  const entry = entryOf(next);
  entry?.focus();
  // As Tab does: what one types replaces what is there.
  if (entry instanceof HTMLInputElement && entry.type === 'text') entry.select();
  return true;
}

/** After an act on the form: to its signature where it waits for one, else to the title, which says its state. */
export function focusAct({ waitsForSignature }: { waitsForSignature: boolean }): void {
  const sign = waitsForSignature ? document.querySelector<HTMLElement>('app-save-bar a[href]') : null;
  const place = sign ?? document.querySelector<HTMLElement>('app-form-sheet h1, .page-form h1');
  place?.focus({ preventScroll: true });
  place?.scrollIntoView?.({ block: 'nearest' });
}

/** The control in which an answer is given: of a set of radio buttons, the chosen one. */
function entryOf(place: HTMLElement): HTMLElement | null {
  return place.querySelector<HTMLElement>('input:checked') ?? place.querySelector<HTMLElement>(ENTRY);
}
