import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { CENTRE_DAY } from '#forms/api';
import { metIn, type Columns, type Ctx } from '#kernel/api';
import { clausesOf, own, type Clause } from '#kernel/domain';
import { ENROLMENT_COLUMNS, allEnrolments, type KnownEnrolment, narrow, type Narrowed } from '#patients/api';
import { centreOf, seenLines } from './scope.js';
import type { Statement } from './statement.js';

/** What sums can be asked, of all that the policy looks at. Who has a number was sent. */
const SUM_COLUMNS: Columns = { authorisationId: 'kept.authorisation_id', centreId: 'kept.centre_id', received: `'yes'` };

const KEY = ['authorisation_id', 'centre_id', 'form_code', 'protocol_version_id', 'place'];
const MEASURES = ['patients', 'late', 'soon', 'in_progress', 'forms', 'applicable', 'missing', 'all_put'];

/**
 * What counts today over all patients with a number whose follow-up this person sees, as rows to be summed: by authorisation, centre, form (empty for the
 * patients themselves) and version. `late`, `soon` and `in_progress` are what `workOn` says, the others what `countsOn` lets count. Of what
 * the person sees by centre and authorisation the kept sums are read, of other patients their lines (docs/decisions/0024).
 */
export function countedToday(ctx: Ctx, filter: Narrowed, statement: Statement): string {
  const clauses = clausesOf(ctx.ability.rulesFor('follow', 'Enrolment'));
  const here = centreOf(ctx);
  const whole = clauses.filter((clause) => isOfSums(clause, here));
  const others = clauses.filter((clause) => !whole.includes(clause));
  const sums = statement.of(keptSums(ctx, filter, whole));
  if (others.length === 0) return sums;
  return `${sums} UNION ALL ${ofLines(statement.of(patients(ctx, filter, others, whole)), statement.given(here))}`;
}

/** Whether it holds of all patients of a centre and an authorisation, or of none; and whoever works in a centre sees every line of theirs. */
function isOfSums({ when, unless }: Clause, here: string | null): boolean {
  const isKnown = [when, ...unless].every((conditions) => Object.keys(conditions).every((attribute) => own(SUM_COLUMNS, attribute)));
  return isKnown && (here === null || when['centreId'] === here);
}

function keptSums(ctx: Ctx, { authorisationId, centreId }: Narrowed, clauses: readonly Clause[]): SelectQueryBuilder<ObjectLiteral> {
  const query = ctx.tx
    .createQueryBuilder()
    .select([...KEY, ...MEASURES].map((name) => `kept.${name}`))
    .from('calendar_sum', 'kept')
    .innerJoin('centre', 'centre', 'centre.id = kept.centre_id')
    // The server's day, from which no centre is further than one, is what indexes know.
    .where(`kept.day <= CURRENT_DATE + 1 AND kept.day <= ${CENTRE_DAY}`);
  if (authorisationId) query.andWhere('kept.authorisation_id = :authorisationId', { authorisationId });
  if (centreId) query.andWhere('kept.centre_id = :centreId', { centreId });
  return query.andWhere(metIn(query, clauses, SUM_COLUMNS));
}

/** Patients with a number of whom only these clauses hold. */
function patients(ctx: Ctx, filter: Narrowed, clauses: readonly Clause[], others: readonly Clause[]): SelectQueryBuilder<KnownEnrolment> {
  const query = narrow(allEnrolments(ctx.tx).innerJoin('centre', 'centre', 'centre.id = enrolment.centreId'), filter).andWhere(
    `enrolment.state = 'granted'`,
  );
  return query
    .andWhere(metIn(query, clauses, ENROLMENT_COLUMNS))
    .andWhere(`NOT ${metIn(query, others, ENROLMENT_COLUMNS)}`)
    .select('enrolment.id', 'id')
    .addSelect('enrolment.authorisation_id', 'authorisation_id')
    .addSelect('enrolment.centre_id', 'centre_id')
    .addSelect('enrolment.former_centre_ids', 'former_centre_ids')
    .addSelect(CENTRE_DAY, 'today');
}

const ofLines = (who: string, here: string) => `(
  WITH patients AS MATERIALIZED (${who})
  SELECT authorisation_id, centre_id, '', NULL::uuid, NULL::int, 1, 0, 0, 0, 0, 0, 0, 0 FROM patients
  UNION ALL
  SELECT patients.authorisation_id, patients.centre_id, planned.form_code, planned.protocol_version_id, planned.rank, 0,
    step.late, step.soon, step.in_progress, step.forms, step.forms * planned.applicable, step.forms * planned.missing, step.forms * planned.all_put
  FROM patients JOIN planned_form planned ON planned.enrolment_id = patients.id
  CROSS JOIN LATERAL planned_form_steps(planned.counted, planned.form_state, planned.ended, planned.due_from, planned.until_day, planned.late_after) step
  WHERE step.day <= patients.today AND ${seenLines('patients', here)})`;
