import type { QueryTarget } from '#api-client';
import { newKey, toApiProblem } from '#kernel/web';
import type { Outcome } from './bulk-outcome.js';

/** Sent at once: few enough that an answer comes before anyone loses patience, or a proxy the connection. */
const AT_ONCE = 100;

/** What the server says of each. `again`: nobody refused it, and the same request does it once. */
interface Answered {
  readonly done: readonly string[];
  readonly refused: readonly { readonly id: string; readonly message: string; readonly again: boolean }[];
}

/** One act on many, whatever their number. */
export interface ManyWish<T> {
  readonly items: readonly T[];
  /** As the server names one that it refuses. */
  readonly name: (item: T) => string;
  /** @param key the same for every retry of the same wish */
  readonly send: (items: readonly T[], key: string) => Promise<Answered>;
  /** What could be learnt when no answer came. */
  readonly unheard: (thrown: unknown) => string;
  /** `12 queries closes.` */
  readonly inWords: (count: number) => string;
  /** Patient and subject of one, by its name. */
  readonly about: (name: string) => string;
}

/** Some of them, under a key of their own: what was done of them is not done again when they are sent again. */
interface Slice<T> {
  readonly key: string;
  readonly items: readonly T[];
}

/**
 * Acts on many, some at a time. Each line that was not done is told with its reason, and what nobody refused can be tried again as it was asked: nothing is lost,
 * nothing is done twice.
 */
export function actOnMany<T>(wish: ManyWish<T>): Promise<Outcome> {
  return run(wish, slicesOf(wish.items), new Set(), []);
}

async function run<T>(
  wish: ManyWish<T>,
  slices: readonly Slice<T>[],
  before: ReadonlySet<string>,
  refusedBefore: Outcome['refused'],
): Promise<Outcome> {
  const done = new Set(before);
  const refused = [...refusedBefore];
  const undone: Outcome['refused'][number][] = [];
  const left: Slice<T>[] = [];
  let broken: string | undefined;
  const line = (id: string, message: string) => ({ id, about: wish.about(id), message });
  for (const slice of slices) {
    try {
      const answer = broken === undefined ? await wish.send(slice.items, slice.key) : undefined;
      answer?.done.forEach((id) => done.add(id));
      refused.push(...(answer?.refused ?? []).filter(({ again }) => !again).map(({ id, message }) => line(id, message)));
      const again = answer?.refused.filter((one) => one.again);
      if (again?.length === 0) continue;
      undone.push(
        ...(again ? again.map(({ id, message }) => line(id, message)) : slice.items.map((item) => line(wish.name(item), broken ?? ''))),
      );
    } catch (thrown) {
      // Those after it would meet the same: they wait too.
      broken = wish.unheard(thrown);
      const why = broken;
      undone.push(...slice.items.map((item) => line(wish.name(item), why)));
    }
    left.push(slice);
  }
  const told = new Map([...refused, ...undone].map((one) => [one.id, one]));
  return {
    done: wish.inWords(done.size),
    refused: [...told.values()],
    undone: undone.length,
    ...(left.length > 0 && { retry: () => run(wish, left, done, refused) }),
  };
}

function slicesOf<T>(items: readonly T[]): Slice<T>[] {
  return Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, index) => ({
    key: newKey(),
    items: items.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  }));
}

/** As the server names a target that it refuses. */
export function nameOf({ enrolmentId, formId, item }: QueryTarget): string {
  return [formId ?? enrolmentId, item].filter(Boolean).join('/');
}

/** What could be learnt of a request that failed as a whole. */
export function unheard(thrown: unknown): string {
  const { title, detail } = toApiProblem(thrown);
  return [title, detail].filter(Boolean).join(' ');
}
