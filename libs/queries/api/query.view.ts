import type { Subject } from '@casl/ability';
import { as } from '#access-rights/domain';
import type { Ctx } from '#kernel/api';
import { calendarDate, todayIn } from '#kernel/domain';
import type { KnownEnrolment } from '#patients/api';
import { ageInDays, isOverdue, stateAfter, type QueryAct } from '#queries/domain';
import type { QueryMessage, QueryRecord } from './entities.js';
import type { QueryMessageView, QueryView } from './queries.messages.js';
import type { QueryLine } from './query.store.js';

type Asked = Pick<QueryRecord, 'visitCentreId' | 'askedBy' | 'askerCentreId' | 'openedAt' | 'onFat'>;

/** A query as the policy sees it. */
export function asQuery({ visitCentreId, askedBy, askerCentreId, openedAt, onFat }: Asked, enrolment: KnownEnrolment): Subject {
  const { authorisationId, centreId, formerCentreIds, firstSentAt, prescriberId } = enrolment;
  const received = firstSentAt && (askedBy === 'system' || openedAt >= firstSentAt) ? 'yes' : 'no';
  const whose = { authorisationId, centreId, formerCentreIds, visitCentreId, received, prescriberId };
  return as('Query', { ...whose, askedBy, askerCentreId, onFat: onFat ? 'yes' : 'no' });
}

/** On which side this person asks. */
export function askerOf({ actor }: Ctx): 'operator' | 'hospital' {
  return actor.staff ? 'operator' : 'hospital';
}

/** A query that this person would ask, as the policy sees it: both who offers to ask and who refuses do it by this. */
export function asNewQuery(
  ctx: Ctx,
  { enrolment, ...about }: Pick<Asked, 'visitCentreId' | 'onFat'> & { enrolment: KnownEnrolment },
): Subject {
  return asQuery({ ...about, askedBy: askerOf(ctx), askerCentreId: ctx.actor.profile?.centreId ?? '', openedAt: new Date() }, enrolment);
}

const ACTS: readonly QueryAct[] = ['answer', 'close', 'reopen', 'cancel', 'remind', 'assign'];

/** The only door out: a column that is not named here does not leave the server. */
export function viewQuery(ctx: Ctx, line: QueryLine): QueryView {
  const { query, enrolment, patient, zone, assigneeName } = line;
  const { formId, formCode, formTitle, item, itemLabel, checkCode, askedBy, askerName, state, assigneeId } = query;
  const letters = [patient.familyLetters, patient.givenLetters].filter(Boolean).join(' ');
  const days = {
    state,
    openedOn: todayIn(zone, query.openedAt),
    changedOn: todayIn(zone, query.changedAt),
    ...(query.dueOn && { dueOn: calendarDate(query.dueOn) }),
  };
  const today = todayIn(zone, new Date());
  return {
    id: query.id,
    enrolmentId: query.enrolmentId,
    ...(enrolment.registrationNumber && { registrationNumber: enrolment.registrationNumber }),
    ...(letters && { letters }),
    authorisationId: query.authorisationId,
    authorisationCode: line.authorisationCode,
    medicine: line.medicine,
    centreId: enrolment.centreId,
    centreName: line.centreName,
    ...(formId && { formId, formCode, formTitle }),
    ...(item && { item, itemLabel }),
    origin: askedBy === 'system' ? 'system' : 'manual',
    ...(checkCode && { checkCode }),
    askedBy,
    state,
    text: query.question,
    openedAt: query.openedAt.toISOString(),
    ...(askerName && { openedBy: askerName }),
    changedAt: query.changedAt.toISOString(),
    ageDays: ageInDays(days, today),
    ...(query.dueOn && { dueOn: query.dueOn }),
    overdue: isOverdue(days, today),
    ...(assigneeId && { assigneeId, ...(assigneeName && { assigneeName }) }),
    ...(query.remindedAt && { remindedAt: query.remindedAt.toISOString() }),
    formLocked: line.formLocked,
    version: query.version,
    abilities: ACTS.filter((act) => stateAfter(query, act) && ctx.ability.can(act, asQuery(query, enrolment))),
  };
}

export function viewMessage({ seq, kind, at, byName, byRole, text }: QueryMessage): QueryMessageView {
  return { seq, kind, at: at.toISOString(), byName, byRole, ...(text !== null && { text }) };
}
