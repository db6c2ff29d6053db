import type { HttpContext } from '@angular/common/http';
import { computed, linkedSignal, resource, type Signal, untracked } from '@angular/core';
import { type ApiProblem, toApiProblem } from './problems/api-problem.js';
import { passive } from './session/requests.js';

/** Something read from the server: what is known, what went wrong, and whether it is on its way. None of them throws. */
export interface Read<T> {
  /** The last good answer; kept while reading again, and after a failed reading again. What may no longer be seen is no longer given. */
  readonly value: Signal<T | undefined>;
  readonly problem: Signal<ApiProblem | undefined>;
  /** The problem, when it is that this person may not read this at all: the whole page gives way to it. */
  readonly refusal: Signal<ApiProblem | undefined>;
  readonly loading: Signal<boolean>;
  reload(): void;
  /** Reads again without being asked to: it does not show, does not prolong the session, and a passing failure changes nothing. */
  readAgain(): void;
  /** Puts the answer of an act in the place of what was read. */
  set(value: T): void;
}

/**
 * Reads whenever `params` changes; undefined means that there is nothing to read yet. Call it where one may inject. What is ever read again by
 * itself passes the context on to its request.
 */
export function read<P, T>(params: () => P | undefined, load: (params: P, context?: HttpContext) => Promise<T>): Read<T> {
  const key = computed(params);
  const source = resource<T, P>({ params: key as () => P, loader: ({ params: given }) => load(given) });
  const good = linkedSignal<{ key: P | undefined; value: T | undefined }, { key: P | undefined; value: T | undefined }>({
    source: () => ({ key: key(), value: source.hasValue() ? source.value() : undefined }),
    computation: (now, former) => (now.value === undefined && former && Object.is(former.value.key, now.key) ? former.value : now),
  });
  const problem = computed(() => (source.error() ? toApiProblem(source.error()) : undefined));
  // Of several readings, what was asked last is what counts.
  let turn = 0;
  const put = (value: T) => {
    turn++;
    source.set(value);
  };
  const readAgain = async () => {
    const [mine, asked] = [++turn, untracked(key)];
    if (asked === undefined) return;
    const isLast = () => mine === turn && Object.is(asked, untracked(key));
    try {
      const value = await load(asked, passive());
      if (isLast()) put(value);
    } catch (thrown) {
      // What may no longer be seen goes from the screen.
      if (isLast() && toApiProblem(thrown).refused) source.reload();
    }
  };
  return {
    value: computed(() => (problem()?.refused ? undefined : good().value)),
    problem,
    refusal: computed(() => (problem()?.refused ? problem() : undefined)),
    loading: source.isLoading,
    reload: () => {
      turn++;
      source.reload();
    },
    readAgain: () => void readAgain(),
    set: put,
  };
}
