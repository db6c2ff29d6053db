import type { ProtocolMessage } from '../say.js';

export type { ProtocolMessage } from '../say.js';

/** A stable code for programs, and what people are told: what is wrong, what is expected, an example. */
export interface ValueProblem {
  readonly code:
    | 'wrong-shape'
    | 'out-of-bounds'
    | 'too-precise'
    | 'too-long'
    | 'wrong-format'
    | 'too-early'
    | 'too-late'
    | 'unknown-code'
    | 'exclusive'
    | 'reason-not-accepted'
    | 'calculated'
    | 'wrong-key';
  readonly says: ProtocolMessage;
}

/** A problem of a value. */
export function problem(code: ValueProblem['code'], says: ProtocolMessage): ValueProblem {
  return { code, says };
}
