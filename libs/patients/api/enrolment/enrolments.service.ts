import { Injectable } from '@nestjs/common';
import type { Ctx } from '#kernel/api';
import type { KnownEnrolment } from './enrolment-statements.js';
import { EnrolmentStore, type EnrolmentLine } from './enrolment.store.js';

/** Enrolments, for anyone who works on something of one. What the actor may not see is not there. */
@Injectable()
export class Enrolments {
  constructor(private readonly store: EnrolmentStore) {}

  /** @throws Problem `not-found`. */
  find(ctx: Ctx, id: string): Promise<KnownEnrolment> {
    return this.store.find(ctx, id);
  }

  /** Null when it is not there. */
  sought(ctx: Ctx, id: string): Promise<KnownEnrolment | null> {
    return this.store.sought(ctx, id);
  }

  /** Nobody else writes anything of it until the transaction ends. @throws Problem `not-found`. */
  forUpdate(ctx: Ctx, id: string): Promise<KnownEnrolment> {
    return this.store.forUpdate(ctx, id);
  }

  /** With what is said beside it on every screen. @throws Problem `not-found`. */
  line(ctx: Ctx, id: string): Promise<EnrolmentLine> {
    return this.store.line(ctx, id);
  }
}
