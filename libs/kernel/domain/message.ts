/**
 * What is to be said, before anyone says it: rules return it, and know no language. It is put in words at the edge, where an answer, a table, a paper or a
 * field is written (docs/decisions). Plain data.
 */
export interface Message<Code extends string = string, Params = unknown> {
  readonly code: Code;
  /** What its sentence names; nothing where it names nothing. */
  readonly params?: Params;
}

/**
 * The sentences of one language, by code, each made from what it names: `messages.fr.ts` of a capability. Another language is `const ENGLISH: typeof FRENCH`.
 * What is said is one text, or several that are read apart: what is wrong, and what to do.
 */
export type Sentences<Said = string> = Readonly<Record<string, (params: never) => Said>>;

/** Everything that these sentences can say. */
export type MessageOf<S extends Sentences<unknown>> = {
  [Code in keyof S & string]: Parameters<S[Code]> extends [infer Params]
    ? { readonly code: Code; readonly params: Params }
    : { readonly code: Code; readonly params?: undefined };
}[keyof S & string];

/** The function that puts messages in words, of one capability and of those whose sentences it spreads among its own. */
export function speaker<S extends Sentences<unknown>>(sentences: S): (message: MessageOf<S>) => ReturnType<S[keyof S]> {
  return ({ code, params }) => (sentences[code] as (params: never) => ReturnType<S[keyof S]>)(params as never);
}
