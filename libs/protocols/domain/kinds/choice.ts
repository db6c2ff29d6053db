import type { ChoiceItem } from '../language/language.js';
import { problemAt } from '../check/protocol-problem.js';
import { choosingOne, listProblem, namedEntries } from './choices.js';
import { CODE, unordered } from './comparison.js';
import { AS_IT_STANDS } from './conversion.js';
import type { Kind } from './kind.js';

/** One answer of a list. */
export const choice: Kind<ChoiceItem> = {
  ...choosingOne(namedEntries),
  declared: (item, lists, path) => {
    const problem = listProblem(item, lists, path);
    if (problem) return [problem];
    return item.exclusive === undefined ? [] : [problemAt([...path, 'exclusive'], { code: 'wrong-type/exclusive' })];
  },
  compare: unordered(CODE),
  // Which codes it keeps is told by its codes.
  convertsTo: { on: AS_IT_STANDS, oni: AS_IT_STANDS },
};
