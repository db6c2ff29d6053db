import { Body, Controller, Get, Post } from '@nestjs/common';
import { Context, IdempotencyKey, Requires, type Ctx } from '#kernel/api';
import { EnterHolder, GroupList, HolderList, HolderView, MakeGroup, OpenAuthorisation, OpenedAuthorisation } from './openings.messages.js';
import { OpeningStore } from './opening.store.js';
import { Openings } from './openings.service.js';

/** What a collection begins with, opened by a manager without a line of SQL (charter R1, C3.3). */
@Controller()
export class OpeningsController {
  constructor(
    private readonly openings: Openings,
    private readonly store: OpeningStore,
  ) {}

  /** The companies that exploit medicines here. */
  @Get('holders')
  @Requires(['open', 'Authorisation'])
  async listHolders(@Context() { tx }: Ctx): Promise<HolderList> {
    return { items: await this.store.holders(tx) };
  }

  /** Enters one. */
  @Post('holders')
  @Requires(['open', 'Authorisation'])
  async enterHolder(@Context() ctx: Ctx, @Body() body: EnterHolder): Promise<HolderView> {
    return { id: await this.openings.enterHolder(ctx, body), name: body.name };
  }

  /** Groups of indications, with those that are in them. */
  @Get('authorisation-groups')
  @Requires(['open', 'Authorisation'])
  async listGroups(@Context() { tx }: Ctx): Promise<GroupList> {
    return { items: await this.store.groups(tx) };
  }

  /** Makes one, empty: authorisations are opened in it. */
  @Post('authorisation-groups')
  @Requires(['open', 'Authorisation'])
  async makeGroup(@Context() ctx: Ctx, @IdempotencyKey() key: string, @Body() body: MakeGroup): Promise<OpenedAuthorisation> {
    return { id: await this.openings.makeGroup(ctx, key, body) };
  }

  /** Opens an authorisation, with its grant. Its manager sees it from the next request on. */
  @Post('authorisations')
  @Requires(['open', 'Authorisation'])
  async openAuthorisation(
    @Context() ctx: Ctx,
    @IdempotencyKey() key: string,
    @Body() body: OpenAuthorisation,
  ): Promise<OpenedAuthorisation> {
    return { id: await this.openings.open(ctx, key, body) };
  }
}
