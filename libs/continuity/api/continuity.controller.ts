import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, IdempotencyKey, Requires, type Ctx } from '#kernel/api';
import { Continuations } from './continuations.service.js';
import {
  ContinuedEnrolment,
  ContinueEnrolment,
  ContinuityView,
  LinkAuthorisation,
  RelaysView,
  UnlinkAuthorisation,
} from './continuity.messages.js';
import { ContinuityReader } from './continuity.reader.js';
import { Relays } from './relays.service.js';

/** Compassionate accesses that an early one takes over (charter C8.1–C8.3). */
@Controller()
export class ContinuityController {
  constructor(
    private readonly reader: ContinuityReader,
    private readonly relays: Relays,
    private readonly continuations: Continuations,
  ) {}

  /** What takes over from an authorisation, and from which it takes over; for the manager, how far its cohort is. */
  @Get('authorisations/:id/relays')
  @Requires(['read', 'Authorisation'])
  async listRelays(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<RelaysView> {
    return this.reader.relays(ctx, id);
  }

  /** Links a compassionate access to the early one that takes over (charter C8.1). */
  @Post('authorisations/:id/relays')
  @HttpCode(200)
  @Requires(['link', 'Authorisation'])
  async linkAuthorisation(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: LinkAuthorisation): Promise<RelaysView> {
    await this.relays.link(ctx, id, body);
    return this.reader.relays(ctx, id);
  }

  /** Takes a link back that was made by mistake, while no patient followed it. */
  @Post('authorisations/:id/relays/withdraw')
  @HttpCode(200)
  @Requires(['link', 'Authorisation'])
  async unlinkAuthorisation(@Context() ctx: Ctx, @Param('id', ID) id: string, @Body() body: UnlinkAuthorisation): Promise<RelaysView> {
    await this.relays.unlink(ctx, id, body);
    return this.reader.relays(ctx, id);
  }

  /** Opens a request under the early access for each patient still followed, one after the other: its progress is read with the links. */
  @Post('authorisations/:id/relays/cohort')
  @HttpCode(200)
  @Requires(['link', 'Authorisation'])
  async openCohort(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<RelaysView> {
    await this.relays.openCohort(ctx, id);
    return this.reader.relays(ctx, id);
  }

  /** Whether the collection of a patient may go on under an early access, or why it may not. */
  @Get('enrolments/:id/continuity')
  @Requires(['read', 'Enrolment'])
  async getContinuity(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<ContinuityView> {
    return this.reader.continuity(ctx, id);
  }

  /** Opens the request of a patient under the early access: its FAT takes up what was collected, each value to be confirmed (charter C8.2). */
  @Post('enrolments/:id/continuity')
  @Requires(['start-request', 'Authorisation'])
  async continueEnrolment(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IdempotencyKey() key: string,
    @Body() body: ContinueEnrolment,
  ): Promise<ContinuedEnrolment> {
    return this.continuations.ask(ctx, id, key, body);
  }
}
