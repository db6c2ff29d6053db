const NEUTRAL = $localize`Écran verrouillé – Passerelle`;
const ADDRESS = '/verrouille';

/** Fields whose answers the page itself keeps sealed on the device, and says at `beforeunload` when it does not. */
const SEALED = 'app-form-sheet, app-questionnaire-page, input[type=search]';

/**
 * Takes out of the document whatever it shows, its title and its address with it, and leaves what covers it.
 * @param cover the element that stays.
 * @returns what puts everything back as it was.
 */
export function putAway(cover: Element): () => void {
  const shown = [...elementsBeside(cover), ...cover.querySelectorAll(':scope > .under')];
  const marks = shown.map((element) => {
    const mark = document.createComment('');
    element.replaceWith(mark);
    return { element, mark };
  });
  const { title } = document;
  const { scrollX, scrollY } = window;
  const address = location.pathname + location.search + location.hash;
  document.title = NEUTRAL;
  history.replaceState(history.state, '', ADDRESS);
  return () => {
    for (const { element, mark } of marks) mark.replaceWith(element);
    document.title = title;
    history.replaceState(history.state, '', address);
    window.scrollTo(scrollX, scrollY);
  };
}

/** Everything in the body that neither holds the cover nor is it: what stands beside it at each floor. */
function elementsBeside(cover: Element): Element[] {
  const beside: Element[] = [];
  for (let at = cover; at !== document.body && at.parentElement; at = at.parentElement)
    beside.push(...[...at.parentElement.children].filter((element) => element !== at && element.tagName !== 'SCRIPT'));
  return beside;
}

/** What a person typed outside the forms: nothing but the page holds it. */
export class TypedHere {
  private readonly fields = new Set<HTMLInputElement | HTMLTextAreaElement>();

  hear({ target }: Event): void {
    if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && !target.closest(SEALED)) this.fields.add(target);
  }

  /** Whether leaving the page now would lose something that was typed. */
  wouldBeLost(): boolean {
    for (const field of this.fields) if (!field.isConnected || field.value === '') this.fields.delete(field);
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    return this.fields.size > 0 || leaving.defaultPrevented;
  }
}
