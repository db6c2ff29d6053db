import { clausesMet, metIn, Statement, type Columns, type Ctx, type SumTable } from '#kernel/api';
import { clausesOf } from '#kernel/domain';
import { ENROLMENT_COLUMNS } from '../enrolment/enrolment-abilities.js';
import { allEnrolments } from '../enrolment/enrolment-statements.js';
import { narrow, type Narrowed } from '../enrolment/narrowed.js';

const MONTH = 'inclusion_month(enrolment.state, enrolment.decided_at, enrolment.centre_id)';

/** How many requests stand where, by the month in which they were given a number (docs/decisions/0024). */
export const REQUEST_SUMS: SumTable = {
  table: 'request_sum',
  key: ['authorisation_id', 'centre_id', 'state', 'received', 'month'],
  nullable: ['month'],
  measures: ['requests'],
  counted: `
    SELECT authorisation_id, centre_id, state, first_sent_at IS NOT NULL AS received, ${MONTH} AS month, 1 AS requests FROM enrolment`,
};

/** What these sums can be asked, of all that the policy looks at. */
const SUM_COLUMNS: Columns = {
  authorisationId: 'kept.authorisation_id',
  centreId: 'kept.centre_id',
  state: 'kept.state',
  received: `(CASE WHEN kept.received THEN 'yes' ELSE 'no' END)`,
};

/**
 * How many requests there are for this person, as rows of `state`, `month` and `requests` to be summed. Of what the person may do by centre, authorisation and state the
 * kept sums are read; of other requests their rows.
 * @param act what the person must be allowed to do with a request that counts
 */
export function countedRequests(ctx: Ctx, act: 'read' | 'follow', filter: Narrowed, statement: Statement): string {
  const [whole, others] = clausesMet(clausesOf(ctx.ability.rulesFor(act, 'Enrolment')), SUM_COLUMNS);
  const kept = ctx.tx.createQueryBuilder().select(['kept.state', 'kept.month', 'kept.requests']).from('request_sum', 'kept');
  const sums = narrow(kept.where(metIn(kept, whole, SUM_COLUMNS)), filter, 'kept.authorisation_id', 'kept.centre_id');
  if (others.length === 0) return statement.of(sums);
  const rows = narrow(allEnrolments(ctx.tx), filter);
  rows.andWhere(metIn(rows, others, ENROLMENT_COLUMNS)).andWhere(`NOT ${metIn(rows, whole, ENROLMENT_COLUMNS)}`);
  rows.select('enrolment.state', 'state').addSelect(MONTH, 'month').addSelect('1', 'requests');
  return `${statement.of(sums)} UNION ALL ${statement.of(rows)}`;
}
