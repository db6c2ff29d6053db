import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { EndProposal } from '#identity/api';
import { Context, ID, IfMatch, ReadsOnly, Requires, type Ctx } from '#kernel/api';
import { FactorHolderList, FactorResetList, FactorResetView, FindFactorHolders, ProposeFactorReset } from './factor-resets.messages.js';
import type { FactorReset } from './factor-reset.store.js';
import { asSubject, FactorResets } from './factor-resets.service.js';

/** Second factors that their owner lost, forgotten by two managers (charter C3.1). */
@Controller('factor-resets')
export class FactorResetsController {
  constructor(private readonly resets: FactorResets) {}

  @Get()
  @Requires(['read', 'FactorReset'])
  async listFactorResets(@Context() ctx: Ctx): Promise<FactorResetList> {
    return { items: (await this.resets.list(ctx)).map((reset) => viewReset(ctx, reset)) };
  }

  /** Those who have a second factor, by a part of their name: sent as a POST, so that no name stands in an address. */
  @Post('people')
  @HttpCode(200)
  @ReadsOnly()
  @Requires(['propose', 'FactorReset'])
  findFactorHolders(@Context() ctx: Ctx, @Body() { search }: FindFactorHolders): Promise<FactorHolderList> {
    return this.resets.holders(ctx, search);
  }

  /** Proposes that someone's second factors be forgotten. */
  @Post()
  @Requires(['propose', 'FactorReset'])
  async proposeFactorReset(@Context() ctx: Ctx, @Body() body: ProposeFactorReset): Promise<FactorResetView> {
    return viewReset(ctx, await this.resets.propose(ctx, body));
  }

  /** Forgets them, as another manager proposed. The person is told, and enrols a new one when they next sign in. */
  @Post(':id/confirm')
  @HttpCode(200)
  @Requires(['confirm', 'FactorReset'])
  async confirmFactorReset(@Context() ctx: Ctx, @Param('id', ID) id: string, @IfMatch() version: number): Promise<FactorResetView> {
    return viewReset(ctx, await this.resets.confirm(ctx, id, version));
  }

  /** Leaves them as they are, and says why. */
  @Post(':id/decline')
  @HttpCode(200)
  @Requires(['decline', 'FactorReset'])
  async declineFactorReset(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndProposal,
  ): Promise<FactorResetView> {
    return viewReset(ctx, await this.resets.end(ctx, id, version, { act: 'decline', reason }));
  }

  /** Takes back one's own proposal, and says why. */
  @Post(':id/retract')
  @HttpCode(200)
  @Requires(['retract', 'FactorReset'])
  async retractFactorReset(
    @Context() ctx: Ctx,
    @Param('id', ID) id: string,
    @IfMatch() version: number,
    @Body() { reason }: EndProposal,
  ): Promise<FactorResetView> {
    return viewReset(ctx, await this.resets.end(ctx, id, version, { act: 'retract', reason }));
  }
}

/** The only door out of it. */
function viewReset(ctx: Ctx, reset: FactorReset): FactorResetView {
  const { outcome, endedBy, endedAt, endReason, ...always } = reset;
  const acts = ['confirm', 'decline', 'retract'] as const;
  return {
    ...always,
    ...(outcome && { outcome }),
    ...(endedBy && { endedBy }),
    ...(endedAt && { endedAt }),
    ...(endReason && { endReason }),
    abilities: outcome ? [] : acts.filter((act) => ctx.ability.can(act, asSubject(reset))),
  };
}
