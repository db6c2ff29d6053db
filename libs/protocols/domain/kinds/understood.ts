import type { ProtocolMessage } from '../say.js';
import type { Value } from '../language/language.js';

/** What someone typed, in the one shape values have (`undefined` when the field was emptied), or why nothing can be made of it. */
export type Understood = { readonly ok: true; readonly value: Value | undefined } | { readonly ok: false; readonly says: ProtocolMessage };

export function ok(value: Value | undefined): Understood {
  return { ok: true, value };
}

/** That value, or what is said where there is none. */
export function understood(value: Value | undefined, otherwise: ProtocolMessage): Understood {
  return value === undefined ? { ok: false, says: otherwise } : ok(value);
}
