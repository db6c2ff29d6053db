import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Problem, type Ctx, type HandedOver } from '#kernel/api';
import { FreshProof } from './fresh-proof.js';
import { newCsrfToken, renewSession } from './session.js';

/** Gives the device to the patient (charter C5.9). It is taken back by signing in, afresh: sign-in.controller.ts. */
@Injectable()
export class HandOver {
  constructor(private readonly freshProof: FreshProof) {}

  /** From the commit on, the session opens this questionnaire and nothing else, under a new id. @throws Problem `not-signed-in`. */
  async begin(ctx: Ctx, request: Request, handedOver: HandedOver): Promise<void> {
    const { signedIn } = request.session;
    if (!signedIn) throw new Problem('not-signed-in');
    await this.freshProof.demand(ctx.tx, signedIn.personId);
    ctx.afterCommit(() => renewSession(request, { ...signedIn, csrf: newCsrfToken(), handedOver }));
  }
}
