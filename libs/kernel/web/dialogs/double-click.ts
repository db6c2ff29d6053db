const DOUBLE_CLICK_MS = 500;
const SAME_SPOT_PX = 8;

/**
 * A dialog closes at the first click of a double one: the second falls on whatever stood behind it, and opens it.
 * @returns to call once the dialog is gone: what is left of the double click, at the same spot, then reaches nothing.
 */
export function watchDoubleClick(page: Document): () => void {
  let last: MouseEvent | undefined;
  const note = (event: MouseEvent) => (last = event.detail > 0 ? event : last);
  page.addEventListener('click', note, true);
  return () => {
    page.removeEventListener('click', note, true);
    const left = last ? last.timeStamp + DOUBLE_CLICK_MS - performance.now() : 0;
    if (last && left > 0) swallow(page, last, left);
  };
}

function swallow(page: Document, { clientX, clientY }: MouseEvent, forMs: number): void {
  const kinds = ['mousedown', 'mouseup', 'click', 'dblclick'] as const;
  const stop = (event: MouseEvent) => {
    // The browser counts: what is not the second of two is another click.
    if (event.detail < 2 || Math.hypot(event.clientX - clientX, event.clientY - clientY) > SAME_SPOT_PX) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const kind of kinds) page.addEventListener(kind, stop, true);
  setTimeout(() => {
    for (const kind of kinds) page.removeEventListener(kind, stop, true);
  }, forMs);
}
