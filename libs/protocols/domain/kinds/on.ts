import { BUILT_IN_LISTS } from '../language/code-lists.js';
import type { ChoiceItem } from '../language/language.js';
import { choosingOne, declaredYesNo } from './choices.js';
import { CODE, unordered } from './comparison.js';
import { AS_IT_STANDS } from './conversion.js';
import type { Kind } from './kind.js';

/** Yes or no. */
export const on: Kind<ChoiceItem> = {
  ...choosingOne(() => BUILT_IN_LISTS.ON),
  declared: declaredYesNo,
  compare: unordered(CODE),
  convertsTo: { oni: AS_IT_STANDS, choice: AS_IT_STANDS },
};
