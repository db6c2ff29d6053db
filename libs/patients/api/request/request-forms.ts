import type { EntityManager } from 'typeorm';
import type { Ctx } from '#kernel/api';
import type { Enrolment } from '../enrolment/enrolment.entity.js';
import type { FormSummary } from '../patients.messages.js';

/** What the file of a patient needs of its forms, which stand a floor above: `forms` provides it. */
export abstract class RequestForms {
  /** Makes the FAT of a request that begins, empty. */
  abstract openFat(ctx: Ctx, enrolment: Enrolment, protocolVersionId: string): Promise<void>;

  /** Gives the FAT back to be typed. */
  abstract reopenFat(ctx: Ctx, enrolmentId: string): Promise<void>;

  /** Closes what a request had opened to its signatory, when it is cancelled before it was ever sent (charter C5.8). */
  abstract closeAccess(ctx: Ctx, enrolmentId: string): Promise<void>;

  /**
   * The forms of each enrolment, in the order in which they were opened.
   * @param centreId of who reads: of a patient who left it, those of its own visits (charter C10.5)
   */
  abstract summaries(
    tx: EntityManager,
    enrolmentIds: readonly string[],
    centreId: string | undefined,
  ): Promise<ReadonlyMap<string, readonly FormSummary[]>>;
}
