import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { CENTRE_DAY, FORM_COLUMNS } from '#forms/api';
import { clausesMet, metIn, type Columns, type Ctx, type Statement } from '#kernel/api';
import { clausesOf, coveredBy, own, type Clause } from '#kernel/domain';
import { allEnrolments, ENROLMENT_COLUMNS, followedEnrolments, narrow, type KnownEnrolment, type Narrowed } from '#patients/api';
import { CALENDAR_SUMS } from './calendar-sums.js';
import { centreOf, seesWhole, workOn } from './lines-on-a-day.js';

/** What sums can be asked, of all that the policy looks at. Who has a number was sent. */
const SUM_COLUMNS: Columns = { authorisationId: 'kept.authorisation_id', centreId: 'kept.centre_id', received: `'yes'` };

/** What the policy looks at in a line of a calendar: a form, begun or not. */
export const LINE_COLUMNS: Columns = {
  ...FORM_COLUMNS,
  kind: 'planned.form_kind',
  visitCentreId: 'coalesce(planned.visit_centre_id, enrolment.centre_id)',
};

const KEY = ['authorisation_id', 'centre_id', 'form_code', 'protocol_version_id', 'place'];

/**
 * What counts today over all patients with a number whose follow-up this person sees, as rows to be summed: by authorisation, centre, form (empty for the
 * patients themselves) and version. `late`, `soon` and `in_progress` are what `workOn` says, the others what `countsOn` lets count. Of what
 * the person sees by centre and authorisation the kept sums are read, of other patients their lines (docs/decisions/0024).
 */
export function countedToday(ctx: Ctx, filter: Narrowed, statement: Statement): string {
  const here = centreOf(ctx);
  const [whole, others] = ofSums(ctx, 'follow', 'Enrolment');
  const sums = statement.of(keptSums(ctx, whole, filter));
  if (others.length === 0) return sums;
  return `${sums} UNION ALL ${ofLines(statement.of(patients(ctx, filter, others, whole)), statement.given(here))}`;
}

/**
 * How much there is to type for this person, as one row: `late`, `soon` and `in_progress` of what they follow and may write, as homes count it.
 */
export function countedToType(ctx: Ctx, statement: Statement): string {
  const [followed] = ofSums(ctx, 'follow', 'Enrolment');
  const [may, others] = ofSums(ctx, 'write', 'Form');
  // Sums know no single line: where one may write what one does not follow, lines are read.
  const whole = coveredBy(may, followed) ? may : [];
  const sums = statement.of(keptSums(ctx, whole));
  const lines = whole.length === may.length ? others : [...may, ...others];
  const rows = lines.length === 0 ? '' : `UNION ALL ${linesOf(ctx, lines, whole, statement)}`;
  return `SELECT coalesce(sum(late), 0)::int AS late, coalesce(sum(soon), 0)::int AS soon, coalesce(sum(in_progress), 0)::int AS in_progress
    FROM (SELECT late, soon, in_progress FROM (${sums}) kept ${rows}) each`;
}

/** The clauses of an act that sums can be asked: anyone who works in a centre sees every line of the patients there, and of no others. */
function ofSums(ctx: Ctx, act: string, subject: string): readonly [Clause[], Clause[]] {
  const here = centreOf(ctx);
  const [known, others] = clausesMet(clausesOf(ctx.ability.rulesFor(act, subject)), SUM_COLUMNS);
  const isHere = ({ when }: Clause) => here === null || when['centreId'] === here;
  return [known.filter(isHere), [...known.filter((clause) => !isHere(clause)), ...others]];
}

function keptSums(ctx: Ctx, clauses: readonly Clause[], filter: Narrowed = {}): SelectQueryBuilder<ObjectLiteral> {
  const query = ctx.tx
    .createQueryBuilder()
    .select([...KEY, ...CALENDAR_SUMS.measures].map((name) => `kept.${name}`))
    .from(CALENDAR_SUMS.table, 'kept')
    .innerJoin('centre', 'centre', 'centre.id = kept.centre_id')
    // The server's day, from which no centre is further than one, is what indexes know.
    .where(`kept.day <= CURRENT_DATE + 1 AND kept.day <= ${CENTRE_DAY}`);
  return narrow(query, filter, 'kept.authorisation_id', 'kept.centre_id').andWhere(metIn(query, clauses, SUM_COLUMNS));
}

/** Lines to be typed of which these clauses hold, and none of those that the sums have counted. Their patients are found first: few, by an index. */
function linesOf(ctx: Ctx, clauses: readonly Clause[], counted: readonly Clause[], statement: Statement): string {
  const ofPatients = clauses.map(({ when }) => ({
    when: Object.fromEntries(Object.entries(when).filter(([attribute]) => own(ENROLMENT_COLUMNS, attribute))),
    unless: [],
  }));
  const work = workOn(CENTRE_DAY);
  const is = (name: string) => `(${work} = '${name}')::int`;
  const query = followedEnrolments(ctx)
    .innerJoin('planned_form', 'planned', `planned.enrolment_id = enrolment.id AND ${work} IS NOT NULL`)
    .andWhere('enrolment.id IN (SELECT id FROM patients)')
    .select(is('late'), 'late')
    .addSelect(is('soon'), 'soon')
    .addSelect(is('in-progress'), 'in_progress');
  query.andWhere(metIn(query, clauses, LINE_COLUMNS));
  return `(WITH patients AS MATERIALIZED (${statement.of(patients(ctx, {}, ofPatients, counted))}) ${statement.of(query)})`;
}

/** Patients with a number of whom these clauses hold, and none of those that the sums have counted. */
function patients(ctx: Ctx, filter: Narrowed, clauses: readonly Clause[], counted: readonly Clause[]): SelectQueryBuilder<KnownEnrolment> {
  const query = narrow(allEnrolments(ctx.tx).innerJoin('centre', 'centre', 'centre.id = enrolment.centreId'), filter).andWhere(
    `enrolment.state = 'granted'`,
  );
  return query
    .andWhere(metIn(query, clauses, ENROLMENT_COLUMNS))
    .andWhere(`NOT ${metIn(query, counted, ENROLMENT_COLUMNS)}`)
    .select('enrolment.id', 'id')
    .addSelect('enrolment.authorisation_id', 'authorisation_id')
    .addSelect('enrolment.centre_id', 'centre_id')
    .addSelect('enrolment.former_centre_ids', 'former_centre_ids')
    .addSelect(CENTRE_DAY, 'today');
}

/** What `seenLines` says, in two halves: of those who left, few lines are found by an index, and the others are not looked at. */
const ofLines = (who: string, here: string) => `(
  WITH patients AS MATERIALIZED (${who})
  SELECT authorisation_id, centre_id, '', NULL::uuid, NULL::int, 1, 0, 0, 0, 0, 0, 0, 0 FROM patients
  UNION ALL
  SELECT patients.authorisation_id, patients.centre_id, planned.form_code, planned.protocol_version_id, planned.rank, 0,
    step.late, step.soon, step.in_progress, step.forms, step.forms * planned.applicable, step.forms * planned.missing, step.forms * planned.all_put
  FROM patients CROSS JOIN LATERAL (
    SELECT * FROM planned_form WHERE enrolment_id = patients.id AND ${seesWhole('patients', here)}
    UNION ALL
    SELECT * FROM planned_form WHERE enrolment_id = patients.id AND NOT ${seesWhole('patients', here)} AND visit_centre_id = ${here}) planned
  CROSS JOIN LATERAL planned_form_steps(planned.counted, planned.form_state, planned.ended, planned.due_from, planned.until_day, planned.late_after) step
  WHERE step.day <= patients.today)`;
