import type { Rule } from '../rule.js';
import type { Conditions } from '../terms.js';
import type { Facts, Role, SubjectName } from '../vocabulary.js';
import { factsOf, PEOPLE, THINGS, thingsOf } from './cases.js';

type Row = Readonly<Record<string, unknown>>;

/** Facts of everyone in that role. */
const factsOfRole = (role: Role): Facts[] =>
  PEOPLE.filter((person) => person.role === role).flatMap((person) => [factsOf(person, false), factsOf(person, true)]);

const rowsOf = (subject: SubjectName): Row[] => thingsOf(subject).map((thing) => THINGS[subject].make(thing) as Row);

/**
 * The terms of a rule that no case tells apart: there must be a case where all of them hold, and for each of them one where it alone does
 * not. So a term that is new, or an attribute or a fact that it looks at, fails by its name until the cases vary it.
 */
export function notVaried(rule: Rule): string[] {
  const rows = rowsOf(rule.subject);
  return rule.roles.flatMap((role) => {
    const seen = variation(rule, factsOfRole(role), rows);
    const name = `${rule.id} ${rule.effect} ${role} ${rule.subject} [${rule.actions.join(', ')}]`;
    return [
      ...(seen.allHold ? [] : [`${name}: no case where all its terms hold`]),
      ...rule.when.filter((_, at) => !seen.aloneFails.has(at)).map(({ says }) => `${name}: no case where « ${says} » alone does not hold`),
    ];
  });
}

function variation({ when }: Rule, facts: readonly Facts[], rows: readonly Row[]) {
  const aloneFails = new Set<number>();
  let allHold = false;
  for (const fact of facts) {
    const conditions = when.map((term) => term.of(fact));
    for (const row of rows) {
      const failing = conditions.flatMap((condition, at) => (holds(condition, row) ? [] : [at]));
      if (failing.length === 0) allHold = true;
      if (failing.length === 1) aloneFails.add(failing[0] ?? 0);
    }
    if (allHold && aloneFails.size === when.length) break;
  }
  return { allHold, aloneFails };
}

function holds(conditions: Conditions | undefined, row: Row): boolean {
  if (!conditions) return false;
  return Object.entries(conditions).every(([attribute, wanted]) => {
    const value = row[attribute];
    if (typeof wanted !== 'string') return wanted.$in.includes(value as string);
    return Array.isArray(value) ? value.includes(wanted) : value === wanted;
  });
}

/** How many cases the rules of a subject imply at least: each role, each act, and each attribute that a rule looks at in two ways. */
export function impliedCases(subject: SubjectName, actions: readonly string[], roles: readonly Role[], rules: readonly Rule[]): number {
  return roles.reduce((sum, role) => {
    const facts = factsOfRole(role);
    const looked = new Set(
      rules
        .filter((rule) => rule.subject === subject && rule.roles.includes(role))
        .flatMap(({ when }) => when.flatMap((term) => facts.flatMap((fact) => Object.keys(term.of(fact) ?? {})))),
    );
    return sum + actions.length * 2 ** looked.size;
  }, 0);
}
