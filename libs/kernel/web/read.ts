import { computed, linkedSignal, resource, type Signal } from '@angular/core';
import { type ApiProblem, toApiProblem } from './problems/api-problem.js';

/** Something read from the server: what is known, what went wrong, and whether it is on its way. None of them throws. */
export interface Read<T> {
  /** The last good answer; kept while reading again, and after a failed reading again. */
  readonly value: Signal<T | undefined>;
  readonly problem: Signal<ApiProblem | undefined>;
  /** The problem, when it is that this person may not read this at all: the whole page gives way to it. */
  readonly refusal: Signal<ApiProblem | undefined>;
  readonly loading: Signal<boolean>;
  reload(): void;
  /** Puts the answer of an act in the place of what was read. */
  set(value: T): void;
}

/** Reads whenever `params` changes; undefined means that there is nothing to read yet. Call it where one may inject. */
export function read<P, T>(params: () => P | undefined, load: (params: P) => Promise<T>): Read<T> {
  const key = computed(params);
  const source = resource<T, P>({ params: key as () => P, loader: ({ params: given }) => load(given) });
  const good = linkedSignal<{ key: P | undefined; value: T | undefined }, { key: P | undefined; value: T | undefined }>({
    source: () => ({ key: key(), value: source.hasValue() ? source.value() : undefined }),
    computation: (now, former) => (now.value === undefined && former && Object.is(former.value.key, now.key) ? former.value : now),
  });
  const problem = computed(() => (source.error() ? toApiProblem(source.error()) : undefined));
  return {
    value: computed(() => good().value),
    problem,
    refusal: computed(() => (problem()?.refused ? problem() : undefined)),
    loading: source.isLoading,
    reload: () => void source.reload(),
    set: (value) => source.set(value),
  };
}
