import { ACTIONS, HOSPITAL_ROLES, RULES, STAFF_ROLES, type SubjectName } from './index.js';
import { comparePolicy } from './testing/compare.js';
import { impliedCases, notVaried } from './testing/coverage.js';
import { ACTS } from './testing/reading.js';

const SUBJECTS = Object.keys(ACTIONS) as SubjectName[];
const ROLES = [...HOSPITAL_ROLES, ...STAFF_ROLES];

/** At most so many are told: the first ones explain the others. */
const TOLD = 25;

const acts = (of: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(of)
    .flatMap(([subject, actions]) => actions.map((action) => `${subject}.${action}`))
    .sort();

/** The policy against a second reading of the charter (testing/), which was written from its text and not from the rules. */
describe('the policy, by exhaustion', () => {
  const { cases, differences } = comparePolicy();

  it('says in every case what the second reading says, and refuses by the rule that it names', () => {
    expect({ differences: differences.length, first: differences.slice(0, TOLD) }).toEqual({ differences: 0, first: [] });
  });

  it('is read a second time for every subject and every act of the vocabulary', () => {
    const read = Object.entries(ACTS).map(([subject, of]) => [subject, Object.keys(of)] as const);
    expect(acts(Object.fromEntries(read))).toEqual(acts(ACTIONS));
  });

  it('varies every term of every rule: each of them alone decides in some case', () => {
    expect(RULES.flatMap(notVaried)).toEqual([]);
  });

  it('counts no fewer cases than the vocabulary and the terms imply', () => {
    const few = SUBJECTS.filter((subject) => (cases.get(subject) ?? 0) < impliedCases(subject, ACTIONS[subject], ROLES, RULES));
    expect(few).toEqual([]);
    const all = [...cases.values()].reduce((sum, count) => sum + count, 0);
    process.stdout.write(
      `The policy against the second reading: ${all} cases (${[...cases].map(([of, count]) => `${of} ${count}`).join(', ')})\n`,
    );
  });
});
