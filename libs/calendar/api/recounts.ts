import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CENTRE_DAY, Courses, FormChanges } from '#forms/api';
import { Jobs, runEffects, unhurried, type Ctx } from '#kernel/api';
import { PlannedForms } from './planned-forms.js';
import { EnrolmentPath } from '#patients/api';

/** The job that counts forms again. */
const RECOUNT = 'forms.recount';

/** Nobody reads the counts of an earlier release longer than this once the server has started, however long the count itself takes. */
const EVERY_SECONDS = 60;

/** What was done about one patient. */
interface Recounted {
  readonly id: string;
  readonly isCounted: boolean;
}

/**
 * Calculates the counts of forms again where a release reads them otherwise. The rows say which: what an interruption, or a file that someone is writing in,
 * leaves is done the next time. A file that cannot be read keeps its counts, and is no reason to leave the others.
 */
@Injectable()
export class Recounts implements OnModuleInit {
  private readonly logger = new Logger(Recounts.name);
  /** Told once by each process: they are tried again and again. */
  private readonly unreadable = new Set<string>();

  constructor(
    private readonly courses: Courses,
    private readonly changes: FormChanges,
    private readonly planned: PlannedForms,
    private readonly path: EnrolmentPath,
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.jobs.repeat(RECOUNT, { seconds: EVERY_SECONDS }, () => this.recount());
  }

  /** All of them, one after the other. Returns how many were counted again. */
  async recount(): Promise<number> {
    let count = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (let done = await this.next(after); done; done = await this.next(after)) {
      if (done.isCounted) count += 1;
      after = done.id;
    }
    if (count > 0) this.logger.log(`The forms of ${count} patients were counted again.`);
    return count;
  }

  /** The next patient, in a transaction of their own; undefined after the last. @throws Error when it is not one file that cannot be read. */
  private async next(after: string): Promise<Recounted | undefined> {
    const at: { id?: string } = {};
    const effects: Parameters<Ctx['afterCommit']>[0][] = [];
    try {
      await this.dataSource.transaction(async (tx) => {
        await unhurried(tx);
        const rows: { id: string; today: string; granted: boolean }[] = await tx.query(UNCOUNTED, [after]);
        for (const { id, today, granted } of rows) {
          at.id = id;
          const followUp = await this.courses.of(tx, id, today);
          await this.changes.recount(tx, followUp);
          if (granted) await this.planned.write(tx, id, followUp, (effect) => effects.push(effect));
          await this.path.counted(tx, id);
        }
      });
    } catch (error) {
      if (at.id === undefined) throw error;
      this.tell(at.id, error);
      return { id: at.id, isCounted: false };
    }
    await runEffects(effects);
    return at.id === undefined ? undefined : { id: at.id, isCounted: true };
  }

  private tell(enrolmentId: string, error: unknown): void {
    if (this.unreadable.has(enrolmentId)) return;
    this.unreadable.add(enrolmentId);
    const name = error instanceof Error ? error.name : typeof error;
    this.logger.error({ message: 'The forms of a patient could not be counted again.', enrolmentId, name });
  }
}

const UNCOUNTED = `
  SELECT enrolment.id, to_char(${CENTRE_DAY}, 'YYYY-MM-DD') AS today, enrolment.state = 'granted' AS granted
  FROM enrolment JOIN centre ON centre.id = enrolment.centre_id
  WHERE NOT enrolment.counted AND enrolment.id > $1 ORDER BY enrolment.id LIMIT 1 FOR UPDATE OF enrolment SKIP LOCKED`;
