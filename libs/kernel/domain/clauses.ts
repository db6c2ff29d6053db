import { own } from './own.js';

/** What a rule asks of a thing: equality, one of several, or, of an attribute that is a list, that it contains. */
export type ClauseConditions = Readonly<Record<string, unknown>>;

/** One rule of a person's rights to one act on one kind of thing; without conditions it always holds. */
export interface ClauseRule {
  readonly inverted: boolean;
  readonly conditions?: unknown;
}

/** Things that meet `when` and nothing of `unless`. */
export interface Clause {
  readonly when: ClauseConditions;
  readonly unless: readonly ClauseConditions[];
}

/**
 * The rules of one act as a sum of clauses: a thing is allowed when any clause holds of it. As few as say the same: a rule that can hold of nothing, and one that
 * another covers, are left out, so that a list asks the database for no more than the person's own rights.
 * @param rules the one that wins first.
 */
export function clausesOf(rules: readonly ClauseRule[]): Clause[] {
  const clauses: Clause[] = [];
  const refused: ClauseConditions[] = [];
  for (const { inverted, conditions } of rules) {
    const when = conditions as ClauseConditions | undefined;
    if (when && isNever(when)) continue;
    if (!inverted) clauses.push({ when: when ?? {}, unless: [...refused] });
    else if (when) refused.push(when);
    // What comes after a rule that always holds is never asked.
    if (!when) break;
  }
  return clauses.filter(
    (clause, place) =>
      !clauses.some((other, rank) => other !== clause && covers(other, clause) && !(rank > place && covers(clause, other))),
  );
}

/** Whether both say the same of every thing, as far as their clauses tell. */
export function sameClauses(some: readonly Clause[], others: readonly Clause[]): boolean {
  return coveredBy(some, others) && coveredBy(others, some);
}

/** Whether of whatever meets any of the first any of the others holds, as far as their clauses tell. */
export function coveredBy(clauses: readonly Clause[], others: readonly Clause[]): boolean {
  return clauses.every((clause) => others.some((other) => covers(other, clause)));
}

function isNever(conditions: ClauseConditions): boolean {
  return Object.values(conditions).some((value) => isOneOf(value) && value.$in.length === 0);
}

/** Whether whatever meets the second meets the first. */
function covers(wide: Clause, narrow: Clause): boolean {
  const asks = Object.entries(wide.when).every(([attribute, value]) => {
    const its = own(narrow.when, attribute);
    return (
      its !== undefined &&
      (isSame(its, value) || (isOneOf(value) && (isOneOf(its) ? its.$in : [its]).every((each) => value.$in.includes(each))))
    );
  });
  return asks && wide.unless.every((refused) => narrow.unless.some((other) => isSame(other, refused)));
}

export function isOneOf(value: unknown): value is { readonly $in: readonly unknown[] } {
  return typeof value === 'object' && value !== null && '$in' in value;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
