import { Injectable } from '@nestjs/common';
import {
  READ_GRANT_ACTS,
  readGrantAfter,
  readGrantOn,
  readGrantTermProblem,
  sayOfReadGrant,
  type ReadGrantAct,
  type ReadGrantMessage,
} from '#access-rights/domain';
import { demand, demandCurrent, Journal, Problem, type Ctx } from '#kernel/api';
import { calendarDate, type CalendarDate } from '#kernel/domain';
import { ReadGrant } from './read-grant.entity.js';
import { asReadGrant, readableGrants } from './read-grant-statements.js';

/** Whose file, and why it is to be read. */
export interface ReadingAsked {
  readonly enrolmentId: string;
  readonly authorisationId: string;
  /** The centre that follows the patient: its enrolment is held by the caller. */
  readonly centreId: string;
  readonly why: string;
}

/**
 * The reading of one file from a centre that only dispenses (charter C9.2): asked for by its pharmacist, granted until a day or refused by a prescriber of the
 * centre that follows the patient, withdrawn at any time. The enrolment is held before the grant, as anyone does who writes of one.
 */
@Injectable()
export class ReadGrants {
  constructor(private readonly journal: Journal) {}

  /** Gives the id of the demand. @throws Problem `not-allowed`, `conflict` when nothing is to be asked. */
  async ask(ctx: Ctx, { enrolmentId, authorisationId, centreId, why }: ReadingAsked): Promise<string> {
    const askerCentreId = ctx.actor.profile?.centreId ?? '';
    const asked = { authorisationId, centreId, askerId: ctx.actor.personId, askerCentreId };
    demand(ctx, 'ask', asReadGrant(asked));
    if (centreId === askerCentreId) throw conflict({ code: 'reading-own-patient' });
    await demandNoneStands(ctx, enrolmentId, centreId);
    // A twin that came first is met here, and nothing is inserted.
    const [inserted]: { id: string }[] = await ctx.tx.query(
      `INSERT INTO read_grant (enrolment_id, authorisation_id, centre_id, asker_id, asker_centre_id, why) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (enrolment_id, centre_id, asker_id, asker_centre_id) WHERE state = 'asked' DO NOTHING RETURNING id`,
      [enrolmentId, authorisationId, centreId, asked.askerId, askerCentreId, why],
    );
    if (!inserted) throw conflict({ code: 'reading-asked-already' });
    await this.journal.append(ctx, READ_GRANT_ACTS.asked, {
      stream: enrolmentId,
      subject: inserted.id,
      details: { askerId: asked.askerId, askerCentreId },
      changes: [{ item: 'reading', new: 'asked', reason: why }],
    });
    return inserted.id;
  }

  /**
   * Opens the file for reading, until that day.
   * @throws Problem `not-found`, `not-allowed`, `stale-state`, `invalid-request` for the day, `conflict` when it is decided, or the patient or the pharmacist left.
   */
  async grant(ctx: Ctx, id: string, version: number, until: CalendarDate): Promise<void> {
    const grant = await this.demanded(ctx, id, version, 'grant');
    if (!(await worksThere(ctx, grant))) throw conflict({ code: 'reading-asker-left' });
    const wrong = readGrantTermProblem(calendarDate(ctx.today), until);
    if (wrong) throw new Problem('invalid-request', { items: [{ path: 'until', message: sayOfReadGrant(wrong) }] });
    const details = { askerId: grant.askerId, askerCentreId: grant.askerCentreId, until };
    await this.move(ctx, grant, { state: 'granted', untilDay: until, ...decidedBy(ctx) });
    await this.journal.append(ctx, READ_GRANT_ACTS.granted, {
      stream: grant.enrolmentId,
      subject: id,
      details,
      changes: [{ item: 'reading', old: 'asked', new: 'granted' }],
    });
  }

  /** @throws Problem as `grant`. */
  async refuse(ctx: Ctx, id: string, version: number, reason: string): Promise<void> {
    const grant = await this.demanded(ctx, id, version, 'refuse');
    await this.move(ctx, grant, { state: 'refused', decisionReason: reason, ...decidedBy(ctx) });
    await this.append(ctx, grant, 'refused', 'asked', reason);
  }

  /** Closes it at once, for what comes after. @throws Problem as `grant`. */
  async withdraw(ctx: Ctx, id: string, version: number, reason: string): Promise<void> {
    const grant = await this.demanded(ctx, id, version, 'withdraw');
    await this.move(ctx, grant, { state: 'withdrawn', decisionReason: reason });
    await this.append(ctx, grant, 'withdrawn', 'granted', reason);
  }

  /** Tells those who may withdraw it that the yearly review of the centre would not keep it (charter C5.7). */
  async flag(ctx: Ctx, { id, enrolmentId, askerId, askerCentreId }: Pick<ReadGrant, 'id' | 'enrolmentId' | 'askerId' | 'askerCentreId'>) {
    await this.journal.append(ctx, READ_GRANT_ACTS.flagged, { stream: enrolmentId, subject: id, details: { askerId, askerCentreId } });
  }

  /** The one that this act may be done to, locked with its enrolment. */
  private async demanded(ctx: Ctx, id: string, version: number, act: ReadGrantAct): Promise<ReadGrant> {
    const { enrolmentId } = found(await readableGrants(ctx).andWhere('reading.id = :id', { id }).getOne());
    // The patient does not leave the centre meanwhile.
    const [{ centreId: followedBy }]: [{ centreId: string }] = await ctx.tx.query(
      'SELECT centre_id AS "centreId" FROM enrolment WHERE id = $1 FOR SHARE',
      [enrolmentId],
    );
    const grant = found(await readableGrants(ctx).andWhere('reading.id = :id', { id }).setLock('pessimistic_write').getOne());
    demand(ctx, act, asReadGrant(grant));
    demandCurrent(version, grant.stateVersion);
    const state = readGrantOn({ ...grant, until: grant.untilDay }, ctx.today, followedBy);
    if (readGrantAfter(state, act)) return grant as ReadGrant;
    throw conflict(followedBy === grant.centreId ? { code: 'reading-is', params: { state } } : { code: 'reading-patient-left' });
  }

  private async move({ tx }: Ctx, grant: ReadGrant, change: Partial<ReadGrant>): Promise<void> {
    await tx.update(ReadGrant, { id: grant.id }, { ...change, stateVersion: grant.stateVersion + 1 });
  }

  private async append(
    ctx: Ctx,
    { id, enrolmentId, askerId, askerCentreId }: ReadGrant,
    act: 'refused' | 'withdrawn',
    old: string,
    reason: string,
  ) {
    await this.journal.append(ctx, READ_GRANT_ACTS[act], {
      stream: enrolmentId,
      subject: id,
      details: { askerId, askerCentreId },
      changes: [{ item: 'reading', old, new: act, reason }],
    });
  }
}

/** Nothing that this pharmacist asked of the centre that follows the patient waits, or stands. Held, so that it is not decided meanwhile. */
async function demandNoneStands(ctx: Ctx, enrolmentId: string, centreId: string): Promise<void> {
  const { personId, profile } = ctx.actor;
  const standing: { state: string; until: CalendarDate | null }[] = await ctx.tx.query(
    `SELECT state, until_day::text AS until FROM read_grant
     WHERE enrolment_id = $1 AND asker_id = $2 AND asker_centre_id = $3 AND centre_id = $4 AND (state = 'asked' OR (state = 'granted' AND until_day >= $5))
     FOR UPDATE`,
    [enrolmentId, personId, profile?.centreId, centreId, ctx.today],
  );
  const granted = standing.find(({ state }) => state === 'granted')?.until;
  if (granted) throw conflict({ code: 'reading-granted-already', params: { day: granted } });
  if (standing.length > 0) throw conflict({ code: 'reading-asked-already' });
}

/** Whether the person who asked still dispenses there: what their provider told last. */
async function worksThere({ tx }: Ctx, { askerId, askerCentreId }: ReadGrant): Promise<boolean> {
  const rows = await tx.query(`SELECT 1 FROM profile WHERE person_id = $1 AND centre_id = $2 AND role = 'pharmacist' AND active`, [
    askerId,
    askerCentreId,
  ]);
  return rows.length > 0;
}

function decidedBy({ actor }: Ctx): Pick<ReadGrant, 'decidedBy' | 'decidedAt'> {
  return { decidedBy: actor.personId, decidedAt: new Date() };
}

function found<T>(grant: T | null): T {
  if (!grant) throw new Problem('not-found');
  return grant;
}

function conflict(says: ReadGrantMessage): Problem {
  return new Problem('conflict', { detail: sayOfReadGrant(says) });
}
