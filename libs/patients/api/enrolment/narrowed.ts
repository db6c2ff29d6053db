import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** Of which authorisation, in which centre; absent, of all that the person sees. */
export interface Narrowed {
  readonly authorisationId?: string;
  readonly centreId?: string;
}

/**
 * Keeps of a query over `enrolment` what is asked for.
 * @param authorisation the column that says it, where the table read has one of its own; `centre` likewise
 */
export function narrow<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  { authorisationId, centreId }: Narrowed,
  authorisation = 'enrolment.authorisationId',
  centre = 'enrolment.centreId',
): SelectQueryBuilder<E> {
  if (authorisationId) query.andWhere(`${authorisation} = :authorisationId`, { authorisationId });
  if (centreId) query.andWhere(`${centre} = :centreId`, { centreId });
  return query;
}
