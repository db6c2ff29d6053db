import type { CodeLists } from '../language/code-lists.js';
import type { ChoiceItem } from '../language/language.js';
import { meantBy, problemAt } from '../check/protocol-problem.js';
import { problem, type ValueProblem } from '../values/value-problem.js';
import { choosing, listProblem, namedEntries } from './choices.js';
import { CODES, unordered } from './comparison.js';
import type { Kind } from './kind.js';
import { ok } from './understood.js';

const ANSWERS = choosing(namedEntries);

/** Several answers of a list, in its order; one of them may exclude the others. */
export const multi: Kind<ChoiceItem> = {
  ...ANSWERS,
  declared: (item, lists, path) => {
    const wrong = listProblem(item, lists, path);
    if (wrong) return [wrong];
    const codes = namedEntries(item, lists).map(({ code }) => code);
    const { exclusive, list = '' } = item;
    if (exclusive === undefined || codes.includes(exclusive)) return [];
    const params = { code: exclusive, list, meant: meantBy(exclusive, codes) };
    return [problemAt([...path, 'exclusive'], { code: 'unknown-code/exclusive', params })];
  },
  check: (item, value, lists) => checkCodes(item, value, lists),
  understand: (_, typed) => ok(typed.split(/[\s,;]+/)),
  compare: unordered(CODES),
  display: (item, value, lists) =>
    Array.isArray(value) ? value.map((code: string) => ANSWERS.display(item, code, lists)).join(', ') : ANSWERS.display(item, value, lists),
  convertsTo: {},
};

function checkCodes(item: ChoiceItem, value: unknown, lists: CodeLists): ValueProblem | null {
  const entries = namedEntries(item, lists);
  const codes = entries.map((entry) => entry.code);
  if (!Array.isArray(value) || value.length === 0) return problem('wrong-shape', { code: 'some-of-list-expected' });
  const positions = value.map((code) => codes.indexOf(code));
  const unknown = value.filter((_, index) => positions[index] === -1);
  if (unknown.length > 0) return problem('unknown-code', { code: 'answers-not-in-list', params: { codes: unknown.map(String) } });
  if (positions.some((position, index) => index > 0 && position <= (positions[index - 1] ?? -1))) {
    return problem('wrong-shape', { code: 'answers-out-of-order' });
  }
  if (item.exclusive !== undefined && value.length > 1 && value.includes(item.exclusive)) {
    const label = entries.find((entry) => entry.code === item.exclusive)?.label ?? item.exclusive;
    return problem('exclusive', { code: 'answer-stands-alone', params: { label } });
  }
  return null;
}
