import type { Value } from '../language/language.js';

/** How an answer becomes one of another kind; an answer of which nothing can be made stays as it is, and is judged. */
export type Conversion = (value: Value) => Value;

/** Every answer is one of the other kind, as it stands: nobody has to decide of any. */
export const AS_IT_STANDS: Conversion = (value) => value;
