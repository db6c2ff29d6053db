import { Injectable } from '@nestjs/common';
import { demand, demandCurrent, Problem, type Ctx } from '#kernel/api';
import { bearsAnsmNumber } from '#patients/domain';
import { asForm } from '../enrolment/enrolment-abilities.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { EnrolmentPath } from '../enrolment/enrolment-path.js';
import { EnrolmentStore } from '../enrolment/enrolment.store.js';
import { say } from '../say.js';
import { AnsmAuthorisations } from './ansm-authorisations.js';
import type { CorrectAnsmAuthorisation, GiveAnsmAuthorisation } from './ansm.messages.js';

/** Numbers of ANSM given to an enrolment that stands: by anyone who types the form which opens it. */
@Injectable()
export class AnsmService {
  constructor(
    private readonly store: EnrolmentStore,
    private readonly path: EnrolmentPath,
    private readonly given: AnsmAuthorisations,
  ) {}

  /** @throws Problem `not-found`, `not-allowed`, `conflict` for an enrolment that has none, or that is cancelled, and for a number of another patient. */
  async give(ctx: Ctx, id: string, version: number, body: GiveAnsmAuthorisation): Promise<void> {
    await this.held(ctx, id, version);
    await this.given.give(ctx, id, body);
    await this.path.amended(ctx.tx, id);
  }

  /** @throws Problem as `give`. */
  async correct(ctx: Ctx, id: string, version: number, body: CorrectAnsmAuthorisation): Promise<void> {
    await this.held(ctx, id, version);
    await this.given.correct(ctx, id, body.replaces, body, body.reason);
    await this.path.amended(ctx.tx, id);
  }

  private async held(ctx: Ctx, id: string, version: number): Promise<Enrolment> {
    const enrolment = await this.store.forUpdate(ctx, id);
    demand(ctx, 'write', asForm(enrolment, 'INC', enrolment.centreId));
    demandCurrent(version, enrolment.stateVersion);
    if (!bearsAnsmNumber(enrolment.ground)) throw new Problem('conflict', { rule: 'R6', detail: say({ code: 'no-ansm-number-here' }) });
    if (enrolment.state === 'cancelled') throw new Problem('conflict', { detail: say({ code: 'cancelled-bears-no-number' }) });
    return enrolment;
  }
}
