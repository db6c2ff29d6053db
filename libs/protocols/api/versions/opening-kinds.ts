import { OPENING_KINDS } from '#protocols/domain';

/** Whether a form is the one that opens its enrolment, as SQL. @param kind the expression of its kind */
export const opensSql = (kind: string): string => `${kind} IN (${OPENING_KINDS.map((each) => `'${each}'`).join(', ')})`;
