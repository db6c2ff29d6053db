import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** One statement made of several queries: their parameters, each at its place. */
export class Statement {
  readonly parameters: unknown[] = [];

  /** @returns its place, `$4`. */
  given(value: unknown): string {
    return `$${this.parameters.push(value)}`;
  }

  /** @returns the query, with its parameters where they stand among all. */
  of(query: SelectQueryBuilder<ObjectLiteral>): string {
    const [sql, own] = query.getQueryAndParameters();
    const before = this.parameters.length;
    this.parameters.push(...own);
    return sql.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`);
  }
}
