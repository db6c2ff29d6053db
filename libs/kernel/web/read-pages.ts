import { linkedSignal, signal, type Signal } from '@angular/core';
import { type ApiProblem, toApiProblem } from './problems/api-problem.js';
import { read, type Read } from './read.js';

/** A page of a list, and where the one after it begins. */
interface PageOf {
  readonly items: unknown[];
  readonly next?: string;
}

/** A list that comes by pages. */
export interface ReadPages<Page> {
  /** Its first page, which begins it again. */
  readonly first: Read<Page>;
  /** All that was read of it, as one page. */
  readonly shown: Signal<Page | undefined>;
  readonly loadingMore: Signal<boolean>;
  /** Why the page after could not be read. */
  readonly moreProblem: Signal<ApiProblem | undefined>;
  more(): Promise<void>;
}

/** Reads a list as `read` does, then the page after, and the one after, when someone asks. Call it where one may inject. */
export function readPages<P, Page extends PageOf>(
  params: () => P | undefined,
  load: (params: P, cursor?: string) => Promise<Page>,
): ReadPages<Page> {
  const first = read(params, (asked: P) => load(asked));
  const shown = linkedSignal<Page | undefined>(() => first.value());
  const loadingMore = signal(false);
  // Of another list it says nothing.
  const moreProblem = linkedSignal<unknown, ApiProblem | undefined>({ source: first.value, computation: () => undefined });

  const more = async (): Promise<void> => {
    const [page, asked] = [shown(), params()];
    if (!page?.next || asked === undefined || loadingMore()) return;
    loadingMore.set(true);
    moreProblem.set(undefined);
    try {
      const after = await load(asked, page.next);
      // Another list may have taken its place meanwhile.
      if (shown() === page) shown.set({ ...after, items: [...page.items, ...after.items] });
    } catch (thrown) {
      moreProblem.set(toApiProblem(thrown));
    } finally {
      loadingMore.set(false);
    }
  };
  return { first, shown: shown.asReadonly(), loadingMore: loadingMore.asReadonly(), moreProblem: moreProblem.asReadonly(), more };
}
