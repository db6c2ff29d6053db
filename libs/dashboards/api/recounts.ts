import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CENTRE_DAY, Courses, FormChanges } from '#forms/api';
import { PlannedForms } from './planned-forms.js';

/** Patients in one transaction: what is typed in their files meanwhile waits for its end. */
const BATCH = 20;

/** Reckons the counts of forms anew where a release reads them otherwise. The rows say which: what an interruption leaves is done at the next start. */
@Injectable()
export class Recounts implements OnApplicationBootstrap {
  private readonly logger = new Logger(Recounts.name);

  constructor(
    private readonly courses: Courses,
    private readonly changes: FormChanges,
    private readonly planned: PlannedForms,
    private readonly dataSource: DataSource,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    let count = 0;
    for (let done = await this.batch(); done > 0; done = await this.batch()) count += done;
    if (count > 0) this.logger.log(`The forms of ${count} patients were counted anew.`);
  }

  private batch(): Promise<number> {
    return this.dataSource.transaction(async (tx) => {
      const rows: { id: string; today: string; granted: boolean }[] = await tx.query(UNCOUNTED);
      const followUps = await this.courses.ofMany(tx, new Map(rows.map(({ id, today }) => [id, today])));
      for (const { id, today, granted } of rows) {
        const followUp = followUps.get(id);
        if (!followUp) continue;
        await this.changes.recount(tx, followUp, today);
        if (granted) await this.planned.write(tx, id, followUp);
      }
      await tx.query('UPDATE enrolment SET counted = true WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
      return rows.length;
    });
  }
}

const UNCOUNTED = `
  SELECT enrolment.id, to_char(${CENTRE_DAY}, 'YYYY-MM-DD') AS today, enrolment.state = 'granted' AS granted
  FROM enrolment JOIN centre ON centre.id = enrolment.centre_id
  WHERE NOT enrolment.counted ORDER BY enrolment.id LIMIT ${BATCH} FOR UPDATE OF enrolment SKIP LOCKED`;
