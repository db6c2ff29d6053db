import type { MongoAbility } from '@casl/ability';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { clausesOf, isOneOf, own, type Clause, type ClauseConditions } from '#kernel/domain';

/**
 * Which column holds each attribute that the policy looks at, e.g. `{ centreId: 'enrolment.centreId' }`. A column of an array
 * type is said so, because equality with it means that it contains.
 */
export type Columns = Readonly<Record<string, string | { readonly array: string }>>;

/**
 * Narrows a query to the rows the actor may reach, by the same rules that judge a single row. The policy's conditions use
 * equality, `$in` and equality with an array column only; the columns are NOT NULL, so that SQL's `NOT` and CASL's agree.
 * @throws Error on an attribute without a column: a rule that cannot become SQL must not pass silently.
 */
export function whereAllowed<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  ability: MongoAbility,
  action: string,
  subject: string,
  columns: Columns,
): SelectQueryBuilder<E> {
  return query.andWhere(allowedIn(query, ability, action, subject, columns));
}

/** The same as one condition, to be joined to others; its parameters are the query's from now on. @throws Error as `whereAllowed`. */
export function allowedIn<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  ability: MongoAbility,
  action: string,
  subject: string,
  columns: Columns,
): string {
  return metIn(query, clausesOf(ability.rulesFor(action, subject)), columns);
}

/** Some of a person's clauses as one condition of a query; its parameters are the query's from now on. @throws Error as `whereAllowed`. */
export function metIn<E extends ObjectLiteral>(query: SelectQueryBuilder<E>, clauses: readonly Clause[], columns: Columns): string {
  return clausesSql(clauses, columns, (value) => {
    const parameter = `allowed_${Object.keys(query.getParameters()).length}`;
    query.setParameter(parameter, value);
    return `:${parameter}`;
  });
}

/** The clauses that these columns can tell of, and the others. */
export function clausesMet(clauses: readonly Clause[], columns: Columns): readonly [Clause[], Clause[]] {
  const isMet = ({ when, unless }: Clause) =>
    [when, ...unless].every((conditions) => Object.keys(conditions).every((attribute) => own(columns, attribute)));
  return [clauses.filter(isMet), clauses.filter((clause) => !isMet(clause))];
}

/** Clauses as one condition. @param give makes a parameter of a value. @throws Error as `whereAllowed`. */
export function clausesSql(clauses: readonly Clause[], columns: Columns, give: (value: unknown) => string): string {
  const term = ([attribute, value]: [string, unknown]): string => {
    const column = own(columns, attribute);
    if (!column) throw new Error(`No column is known for ${attribute}.`);
    // As an index of arrays knows it.
    if (typeof column === 'object') return `${column.array} @> ARRAY[${give(value)}]`;
    return isOneOf(value) ? `${column} = ANY(${give(value.$in)})` : `${column} = ${give(value)}`;
  };
  const terms = (conditions: ClauseConditions): string[] => Object.entries(conditions).map(term);
  const all = (parts: readonly string[]): string => parts.join(' AND ') || 'TRUE';
  const sums = clauses.map(({ when, unless }) => all([...terms(when), ...unless.map((refused) => `NOT (${all(terms(refused))})`)]));
  if (sums.length === 0) return 'FALSE';
  return sums.length === 1 ? `(${sums[0]})` : `(${sums.map((sum) => `(${sum})`).join(' OR ')})`;
}
