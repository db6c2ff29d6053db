import { DestroyRef, DOCUMENT, effect, inject, untracked } from '@angular/core';
import { Session } from '#kernel/web';
import type { Saving } from './saving.js';

/**
 * Tries at once whenever something says that it may succeed now, or that the page may not come back: the browser's word on the network, the page
 * shown or hidden, a screen that is open again. None of them is believed: only an answer says how the link stands. Call it where one may inject.
 * @param hearAll hears first what is being typed
 */
export function wakeWithPage(saving: Saving, hearAll: () => void = () => undefined): void {
  const [page, session] = [inject(DOCUMENT), inject(Session)];
  const goOn = () => {
    hearAll();
    saving.resume();
  };
  page.addEventListener('visibilitychange', goOn);
  for (const event of ['online', 'pageshow']) page.defaultView?.addEventListener(event, goOn);
  inject(DestroyRef).onDestroy(() => {
    page.removeEventListener('visibilitychange', goOn);
    for (const event of ['online', 'pageshow']) page.defaultView?.removeEventListener(event, goOn);
  });
  effect(() => {
    if (session.locked() === undefined) untracked(goOn);
  });
}
