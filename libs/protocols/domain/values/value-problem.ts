/** A stable code for programs, and what people read: what is wrong, what is expected, an example. */
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
  readonly message: string;
}

/** A problem of a value. */
export function problem(code: ValueProblem['code'], message: string): ValueProblem {
  return { code, message };
}
