import { Injectable } from '@nestjs/common';
import { ReadGrants } from '#access-rights/api';
import { Idempotency, type Ctx } from '#kernel/api';
import { heldByNumber } from '#patients/api';
import type { AskReading } from './dispensing.messages.js';
import { NumberChecks, wrongNumber } from './number-checks.service.js';

/** Asking to read the file of a patient of whom one knows the number alone (charter C9.2). */
@Injectable()
export class ReadingDemands {
  constructor(
    private readonly checks: NumberChecks,
    private readonly grants: ReadGrants,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * Gives the id of the demand. A number that is not valid for the authorisation is not found, whatever else it may be: nothing more is told than by the check.
   * @throws Problem as `NumberChecks.check` and `ReadGrants.ask`.
   */
  ask(ctx: Ctx, key: string, body: AskReading): Promise<string> {
    return this.idempotency.once(ctx, 'askReading', key, body, () => this.askOnce(ctx, body));
  }

  private async askOnce(ctx: Ctx, { why, ...asked }: AskReading): Promise<string> {
    const enrolment = await heldByNumber(ctx, await this.checks.read(ctx, asked));
    if (!enrolment) throw wrongNumber('not-found', { code: 'number-not-valid' });
    const { id: enrolmentId, authorisationId, centreId } = enrolment;
    return this.grants.ask(ctx, { enrolmentId, authorisationId, centreId, why });
  }
}
