import { concernsCentres, deadlinesOf, lifeOf, standingOn, type Deadline, type Life, type PutTerms } from '#authorisations/domain';
import type { Ctx } from '#kernel/api';
import { calendarDate, isCalendarDate } from '#kernel/domain';
import { standing, type DecisionRow } from './decision.store.js';
import type { ProtocolCover } from '#protocols/api';
import type { DeadlineView, DecisionView, LifeView } from './decisions.messages.js';
import { asSubject, type AuthorisationOnDay } from './on-day.js';

/** The two lives of an authorisation, as they are today where the actor is. */
export function viewLife(
  ctx: Ctx,
  authorisation: AuthorisationOnDay,
  rows: readonly DecisionRow[],
  cover: ProtocolCover | undefined,
): LifeView {
  const today = calendarDate(ctx.today);
  const life = lifeOf(standing(rows));
  const { authorisation: itself, coverage } = standingOn(life, today);
  return {
    kind: authorisation.kind,
    status: authorisation.status,
    authorisation: itself,
    coverage,
    decisions: rows.toReversed().map(viewDecision),
    deadlines: deadlinesFor(ctx, life, cover).map(({ code, day, from, done }): DeadlineView => ({
      code,
      day,
      from,
      ...(done && { doneOn: done }),
    })),
    stateVersion: authorisation.stateVersion,
    abilities: ctx.ability.can('change-status', asSubject(authorisation)) ? ['change-status'] : [],
  };
}

/** A centre is told what is due that touches it, the other side all of it. */
export function deadlinesFor(ctx: Ctx, life: Life, cover: ProtocolCover | undefined): Deadline[] {
  const due = deadlinesOf(life, calendarDate(ctx.today), termsOf(cover));
  return due.filter(({ code }) => !ctx.actor.profile || concernsCentres(code));
}

/** What the PUT says of terms. */
export function termsOf(cover: ProtocolCover | undefined): PutTerms {
  const { reportEveryMonths, availableOn } = cover ?? {};
  return {
    ...(reportEveryMonths && { reportMonths: reportEveryMonths }),
    ...(isCalendarDate(availableOn) && { availableOn }),
  };
}

function viewDecision(row: DecisionRow): DecisionView {
  const { id, kind, day, decidedOn, authority, document, details, reason, recordedAt, recordedByName } = row;
  const { cancelledAt, cancelledByName, cancelReason } = row;
  const { term, until, takenOverOn } = details as { readonly term?: string; readonly until?: string; readonly takenOverOn?: string };
  return {
    id,
    kind,
    day,
    decidedOn,
    authority,
    ...(document && { document }),
    ...(term && { term }),
    ...(until && { until }),
    ...(reason && { reason }),
    recordedAt: recordedAt.toISOString(),
    recordedBy: recordedByName,
    ...(cancelledAt && { cancelledAt: cancelledAt.toISOString(), cancelledBy: cancelledByName ?? '', cancelReason: cancelReason ?? '' }),
    takenOver: takenOverOn !== undefined,
  };
}
