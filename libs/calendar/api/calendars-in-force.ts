import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { waivedOnSql } from '#authorisations/api';
import { AUTHORISATION_ACTS } from '#authorisations/domain';
import { CENTRE_DAY, Courses } from '#forms/api';
import { Jobs, Journal, runEffects, unhurried, type Ctx, type Reaction } from '#kernel/api';
import { opensSql } from '#protocols/api';
import { PROTOCOL_ACTS } from '#protocols/domain';
import { PlannedForms } from './planned-forms.js';

/** The job that calculates calendars again. */
const FOLLOW = 'calendars.follow';

/** A version takes effect at midnight where each centre is: nobody waits for it longer than this. */
const EVERY_SECONDS = 60;

/** Patients in one transaction: what is typed in their files meanwhile waits for its end. */
const BATCH = 20;

/**
 * Brings the calendars of followed patients to the version in force when that changes (a version is published, its day comes, it is withdrawn), and to a waiver that begins or ends (charter R8).
 * The rows say themselves which are to be done, so that what an interruption leaves is done the next time, and doing it twice does nothing.
 */
@Injectable()
export class CalendarsInForce implements OnModuleInit {
  private readonly logger = new Logger(CalendarsInForce.name);

  constructor(
    private readonly courses: Courses,
    private readonly planned: PlannedForms,
    private readonly journal: Journal,
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(FOLLOW, { seconds: EVERY_SECONDS }, () => this.follow());
    const wake: Reaction<never> = async (_tx, { id }, afterCommit) => afterCommit(() => this.jobs.wake(FOLLOW, String(id), {}));
    for (const act of [PROTOCOL_ACTS.published, PROTOCOL_ACTS.rescheduled, PROTOCOL_ACTS.withdrawn]) this.journal.on(act, wake);
    for (const act of [AUTHORISATION_ACTS.decisionRecorded, AUTHORISATION_ACTS.decisionCancelled]) this.journal.on(act, wake);
  }

  /** All of them, batch after batch. Returns how many were calculated again; a file that someone is writing in is left to the next time. */
  async follow(): Promise<number> {
    let count = 0;
    let done: readonly string[];
    let after = '00000000-0000-0000-0000-000000000000';
    do {
      done = await this.batch(after);
      count += done.length;
      after = done.at(-1) ?? after;
    } while (done.length > 0);
    if (count > 0) this.logger.log(`The calendars of ${count} patients follow the version in force, or a waiver.`);
    return count;
  }

  private async batch(after: string): Promise<readonly string[]> {
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    const done = await this.dataSource.transaction(async (tx) => {
      await unhurried(tx);
      const days = await behind(tx, after);
      const followUps = await this.courses.ofMany(tx, days);
      for (const [id, followUp] of followUps) await this.planned.write(tx, id, followUp, (effect) => effects.push(effect));
      return [...days.keys()];
    });
    await runEffects(effects);
    return done;
  }
}

/** The next patients whose calendar is not as it would be calculated where they are followed, locked, with the day it is there. */
async function behind(tx: EntityManager, after: string): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; today: string }[] = await tx.query(BEHIND, [after]);
  return new Map(rows.map(({ id, today }) => [id, today]));
}

/** Where no version is in force, a calendar is that of the version of the FAT, as `Courses` has it. */
const BEHIND = `
  WITH zone AS MATERIALIZED (
    SELECT centre.zone AS name, ${CENTRE_DAY} AS today FROM (SELECT DISTINCT zone FROM centre) centre
  ), in_force AS MATERIALIZED (
    SELECT DISTINCT ON (version.code, zone.name) version.code, zone.name AS zone, version.id
    FROM protocol_version version CROSS JOIN zone
    WHERE version.state = 'published' AND version.valid_from <= zone.today
    ORDER BY version.code, zone.name, version.valid_from DESC, version.version DESC
  ), collecting AS MATERIALIZED (
    SELECT authorisation.id, zone.name AS zone, ${waivedOnSql(`to_char(zone.today, 'YYYY-MM-DD')`)} AS waived FROM authorisation CROSS JOIN zone
  )
  SELECT enrolment.id, to_char(${CENTRE_DAY}, 'YYYY-MM-DD') AS today
  FROM planned_calendar calendar
  JOIN enrolment ON enrolment.id = calendar.enrolment_id
  JOIN centre ON centre.id = enrolment.centre_id
  JOIN collecting ON collecting.id = enrolment.authorisation_id AND collecting.zone = centre.zone
  JOIN protocol_version calculated ON calculated.id = calendar.protocol_version_id
  LEFT JOIN in_force ON in_force.code = calculated.code AND in_force.zone = centre.zone
  WHERE enrolment.id > $1 AND (calendar.waived <> collecting.waived OR calendar.protocol_version_id <> coalesce(in_force.id,
    (SELECT protocol_version_id FROM form_record WHERE enrolment_id = enrolment.id AND ${opensSql('form_kind')})))
  ORDER BY enrolment.id LIMIT ${BATCH}
  FOR UPDATE OF enrolment SKIP LOCKED`;
