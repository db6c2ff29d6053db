import type { Value } from '../language/language.js';

/** What someone typed, in the one shape values have (`undefined` when the field was emptied), or why nothing can be made of it, in French. */
export type Understood = { readonly ok: true; readonly value: Value | undefined } | { readonly ok: false; readonly message: string };

export function ok(value: Value | undefined): Understood {
  return { ok: true, value };
}

/** That value, or the message where there is none. */
export function understood(value: Value | undefined, otherwise: string): Understood {
  return value === undefined ? { ok: false, message: otherwise } : ok(value);
}
