import { BUILT_IN_LISTS } from '../language/code-lists.js';
import type { ChoiceItem } from '../language/language.js';
import { choosingOne, declaredYesNo } from './choices.js';
import { CODE, unordered } from './comparison.js';
import { AS_IT_STANDS } from './conversion.js';
import type { Kind } from './kind.js';

/** Yes, no or unknown. */
export const oni: Kind<ChoiceItem> = {
  ...choosingOne(() => BUILT_IN_LISTS.ONI),
  declared: declaredYesNo,
  compare: unordered(CODE),
  // Which codes it keeps is told by its codes.
  convertsTo: { on: AS_IT_STANDS, choice: AS_IT_STANDS },
};
