import { own } from '#kernel/domain';
import type { MongoAbility } from '@casl/ability';
import { rulesToCondition } from '@casl/ability/extra';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

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
  const term = ([attribute, value]: [string, unknown]): string => {
    const column = own(columns, attribute);
    if (!column) throw new Error(`No column is known for ${subject}.${attribute}.`);
    const parameter = `allowed_${Object.keys(query.getParameters()).length}`;
    query.setParameter(parameter, isIn(value) ? value.$in : value);
    // As an index of arrays knows it.
    if (typeof column === 'object') return `${column.array} @> ARRAY[:${parameter}]`;
    return isIn(value) ? `${column} = ANY(:${parameter})` : `${column} = :${parameter}`;
  };
  const terms = (conditions: object): string => Object.entries(conditions).map(term).join(' AND ') || 'TRUE';
  const sql = rulesToCondition<MongoAbility, string, string>(
    ability.rulesFor(action, subject),
    (rule) => `${rule.inverted ? 'NOT ' : ''}(${terms((rule.conditions as object) ?? {})})`,
    { and: (parts) => `(${parts.join(' AND ')})`, or: (parts) => `(${parts.join(' OR ')})`, empty: () => 'TRUE' },
  );
  return sql ?? 'FALSE';
}

function isIn(value: unknown): value is { $in: readonly unknown[] } {
  return typeof value === 'object' && value !== null && '$in' in value;
}
