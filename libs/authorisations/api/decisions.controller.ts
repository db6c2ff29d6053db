import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Context, ID, IfMatch, Requires, type Ctx } from '#kernel/api';
import { ProtocolCovers } from '#protocols/api';
import { Authorisations } from './authorisations.service.js';
import { DecisionStore } from './decision.store.js';
import { CancelDecision, LifeView, RecordDecision } from './decisions.messages.js';
import { Decisions } from './decisions.service.js';
import { viewLife } from './life.view.js';

/** The life of an authorisation: what was decided, where that leaves it, and what is due (charter R2–R4). */
@Controller('authorisations')
export class DecisionsController {
  constructor(
    private readonly authorisations: Authorisations,
    private readonly decisions: Decisions,
    private readonly store: DecisionStore,
    private readonly covers: ProtocolCovers,
  ) {}

  /** What was decided of it, those cancelled too, and what is due. */
  @Get(':id/life')
  @Requires(['read', 'Authorisation'])
  async getAuthorisationLife(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<LifeView> {
    return this.view(ctx, id);
  }

  /** Records a decision, judged among the others; it takes effect at its day, were it to come. */
  @Post(':id/decisions')
  @HttpCode(200)
  @Requires(['read', 'Authorisation'])
  async recordDecision(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: RecordDecision,
  ): Promise<LifeView> {
    await this.decisions.record(ctx, id, version, body);
    return this.view(ctx, id);
  }

  /** Cancels a decision that was a mistake: it stays readable, and stands no more. */
  @Post(':id/decisions/cancel')
  @HttpCode(200)
  @Requires(['read', 'Authorisation'])
  async cancelDecision(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() body: CancelDecision,
  ): Promise<LifeView> {
    await this.decisions.cancel(ctx, id, version, body);
    return this.view(ctx, id);
  }

  private async view(ctx: Ctx, id: string): Promise<LifeView> {
    const authorisation = await this.authorisations.find(ctx, id);
    const covers = this.covers.on(ctx.tx, [authorisation.protocolCode], ctx.today);
    const decisions = await this.store.of(ctx.tx, [id]);
    return viewLife(ctx, authorisation, decisions, (await covers).get(authorisation.protocolCode));
  }
}
