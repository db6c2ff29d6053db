import { Injectable } from '@nestjs/common';
import { Forms } from '#forms/api';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { frenchDate, type CalendarDate } from '#kernel/domain';
import { CASE_ACTS, transmissionProblem, transmittedOn } from '#pharmacovigilance/domain';
import { settleCase } from './case-reactions.js';
import { aboutCase, asCase, CaseStore } from './case.store.js';
import type { TransmitCase, UndoTransmission } from './transmission.messages.js';
import { Declaration, isReceived, NOT_TRANSMITTED } from './entities.js';
import { WRITING_ACTS } from '#forms/domain';
import { say } from './say.js';

/** What stops the clock of a declaration: it was transmitted, on a day, to someone; and the act that corrects that. */
@Injectable()
export class Transmissions {
  constructor(
    private readonly store: CaseStore,
    private readonly forms: Forms,
    private readonly journal: Journal,
  ) {}

  /**
   * Says that what waited was transmitted. Anyone who transmits has read it: what was not taken in charge is.
   * @throws Problem `conflict` when nothing waits, `invalid-request` for a day on which nothing can have been.
   */
  async transmit(ctx: Ctx, id: string, version: number, { on, to }: TransmitCase): Promise<void> {
    const line = await this.store.locked(ctx, id);
    demand(ctx, 'transmit', asCase(line));
    demandCurrent(version, line.one.stateVersion);
    const received = (await ctx.tx.findBy(Declaration, { caseId: id })).filter(isReceived).filter((each) => each.transmittedOn === null);
    const urgent = await urgentSince(ctx, id);
    const waiting = received.map((each) => ({ ...each, urgentAt: urgent.get(each.formId) }));
    if (waiting.length === 0) throw new Problem('conflict', { detail: say({ code: 'transmitted-already' }) });
    const problem = transmissionProblem(waiting, on, ctx.today as CalendarDate);
    if (problem) throw wrongDay(say(problem));
    const [covered, now, by] = [transmittedOn(waiting, on), new Date(), ctx.actor.personId];
    for (const { formId, acknowledgedAt } of covered) {
      const { contentVersion } = await this.forms.standing(ctx.tx, formId);
      await ctx.tx.update(
        Declaration,
        { formId },
        {
          transmittedOn: on,
          transmittedTo: to,
          transmittedBy: by,
          transmittedAt: now,
          transmittedContent: contentVersion - (await writtenAfter(ctx, formId, on)),
          ...(!acknowledgedAt && { acknowledgedAt: now, acknowledgedBy: by, acknowledgedContent: contentVersion }),
        },
      );
    }
    await settleCase(ctx, id);
    await this.journal.append(ctx, CASE_ACTS.transmitted, {
      ...aboutCase(line),
      details: { versions: covered.map((each) => each.version), on, day: frenchDate(on), to },
    });
  }

  /** Takes back what was said of one declaration: its clock runs again, from the day 0 that it always had. @throws Problem `conflict` when it is not. */
  async undo(ctx: Ctx, id: string, version: number, { formId, reason }: UndoTransmission): Promise<void> {
    const line = await this.store.locked(ctx, id);
    demand(ctx, 'transmit', asCase(line));
    demandCurrent(version, line.one.stateVersion);
    const declaration = await ctx.tx.findOneBy(Declaration, { formId, caseId: id });
    if (!declaration) throw new Problem('not-found');
    const { transmittedOn: on, transmittedTo: to } = declaration;
    if (on === null) throw new Problem('conflict', { detail: say({ code: 'not-transmitted' }) });
    await ctx.tx.update(Declaration, { formId }, NOT_TRANSMITTED);
    await settleCase(ctx, id);
    const was = { on, day: frenchDate(on as CalendarDate), to };
    await this.journal.append(ctx, CASE_ACTS.transmissionUndone, {
      ...aboutCase(line),
      details: { versions: [declaration.version], ...was, reason },
    });
  }
}

/** When each declaration of a case last became more urgent. */
async function urgentSince(ctx: Ctx, caseId: string): Promise<ReadonlyMap<string, Date>> {
  const rows: { formId: string; at: Date }[] = await ctx.tx.query(
    `SELECT details::jsonb ->> 'formId' AS "formId", max(at) AS at FROM journal_entry
     WHERE subject_type = 'case' AND subject_id = $1 AND action = ANY($2) GROUP BY 1`,
    [caseId, [CASE_ACTS.becameSerious.name, CASE_ACTS.clockShortened.name]],
  );
  return new Map(rows.map(({ formId, at }) => [formId, at]));
}

/** How often a form was written after that day: what was transmitted on it did not say so. Each writing is one content more. */
async function writtenAfter(ctx: Ctx, formId: string, on: CalendarDate): Promise<number> {
  const [{ count }] = await ctx.tx.query(
    `SELECT count(*)::int AS count FROM journal_entry WHERE subject_type = 'form' AND subject_id = $1
       AND action = ANY($3) AND (at AT TIME ZONE 'UTC')::date > $2::date`,
    [formId, on, WRITING_ACTS],
  );
  return count;
}

function wrongDay(message: string): Problem {
  return new Problem('invalid-request', { detail: message, items: [{ path: 'on', message }] });
}
