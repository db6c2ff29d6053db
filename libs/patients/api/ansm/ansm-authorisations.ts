import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Journal, Problem, type Ctx } from '#kernel/api';
import { ansmKeyOf, ansmNumberOf, ansmProblems, REQUEST_ACTS, say as sayRule, type AnsmAuthorisation } from '#patients/domain';
import type { AnsmAuthorisationView, GiveAnsmAuthorisation } from './ansm.messages.js';
import { say } from '../say.js';

/** The authorisations that ANSM gave for one patient, each with its number (charter R6). A number is of one patient, whatever the centre and the company. */
@Injectable()
export class AnsmAuthorisations {
  constructor(private readonly journal: Journal) {}

  /** Those that stand, the latest last. */
  async of(tx: EntityManager, enrolmentId: string): Promise<AnsmAuthorisationView[]> {
    return tx.query(
      `SELECT id, number, from_day::text AS "fromDay", until_day::text AS "untilDay" FROM ansm_authorisation
       WHERE enrolment_id = $1 AND freed_at IS NULL ORDER BY until_day, recorded_at`,
      [enrolmentId],
    );
  }

  /**
   * Keeps one, and journals it: the first, or that of a renewal. The caller holds the enrolment's lock.
   * @throws Problem `invalid-request` for what ANSM cannot have given, `conflict` for the number of another patient, also of one that is being entered.
   */
  async give(ctx: Ctx, enrolmentId: string, given: GiveAnsmAuthorisation, at = ''): Promise<void> {
    const kept = checked(given, at);
    await this.keep(ctx, enrolmentId, kept);
    await this.journal.append(ctx, REQUEST_ACTS.ansmNumberGiven, {
      stream: enrolmentId,
      subject: enrolmentId,
      changes: [
        { item: 'ansmNumber', new: kept.number },
        { item: 'ansmFrom', new: kept.fromDay },
        { item: 'ansmUntil', new: kept.untilDay },
      ],
    });
  }

  /** What was copied wrong stands no longer, and its number is free; the journal keeps both. @throws Problem as `give`, `not-found` for what does not stand. */
  async correct(ctx: Ctx, enrolmentId: string, id: string, given: GiveAnsmAuthorisation, reason: string): Promise<void> {
    const kept = checked(given, '');
    const [rows] = await ctx.tx.query(
      `UPDATE ansm_authorisation SET freed_at = clock_timestamp() WHERE id = $1 AND enrolment_id = $2 AND freed_at IS NULL
       RETURNING number, from_day::text AS "fromDay", until_day::text AS "untilDay"`,
      [id, enrolmentId],
    );
    const [former]: AnsmAuthorisation[] = rows;
    if (!former) throw new Problem('not-found');
    await this.keep(ctx, enrolmentId, kept);
    const changes = [
      { item: 'ansmNumber', old: former.number, new: kept.number, reason },
      { item: 'ansmFrom', old: former.fromDay, new: kept.fromDay, reason },
      { item: 'ansmUntil', old: former.untilDay, new: kept.untilDay, reason },
    ].filter((change) => change.old !== change.new);
    await this.journal.append(ctx, REQUEST_ACTS.ansmNumberCorrected, { stream: enrolmentId, subject: enrolmentId, changes });
  }

  /** An index refuses a number twice, and waits for another who enters it at the same time. */
  private async keep(ctx: Ctx, enrolmentId: string, { number, fromDay, untilDay }: AnsmAuthorisation): Promise<void> {
    const kept = await ctx.tx.query(
      `INSERT INTO ansm_authorisation (enrolment_id, number, key, from_day, until_day, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (key) WHERE freed_at IS NULL DO NOTHING RETURNING id`,
      [enrolmentId, number, ansmKeyOf(number), fromDay, untilDay, ctx.actor.personId],
    );
    if (kept.length === 0) throw new Problem('conflict', { rule: 'R6', detail: say({ code: 'ansm-number-taken' }) });
  }
}

/** An inclusion that was cancelled holds no number: the patient may be included again with it. */
export async function freeAnsmNumbers(tx: EntityManager, enrolmentId: string): Promise<void> {
  await tx.query('UPDATE ansm_authorisation SET freed_at = clock_timestamp() WHERE enrolment_id = $1 AND freed_at IS NULL', [enrolmentId]);
}

function checked(given: GiveAnsmAuthorisation, at: string): AnsmAuthorisation {
  const kept = { number: ansmNumberOf(given.number), fromDay: given.fromDay, untilDay: given.untilDay };
  const problems = ansmProblems(kept);
  if (problems.length === 0) return kept;
  throw new Problem('invalid-request', { items: problems.map(({ path, says }) => ({ path: `${at}${path}`, message: sayRule(says) })) });
}
