import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Context, ID, Requires, type Ctx } from '#kernel/api';
import { DeadlineFeedView, FeedKey } from './deadline-feed.messages.js';
import { DeadlineFeeds } from './deadline-feeds.service.js';

/** The calendar of deadlines that one subscribes to (charter R3). */
@Controller()
export class DeadlineFeedsController {
  constructor(private readonly feeds: DeadlineFeeds) {}

  /** One's own address, in the profile in which one works now. */
  @Get('deadline-feed')
  @Requires(['read', 'Authorisation'])
  async getDeadlineFeed(@Context() ctx: Ctx): Promise<DeadlineFeedView> {
    return this.feeds.mine(ctx);
  }

  /** Makes it; asked twice, it is the same. */
  @Post('deadline-feed')
  @HttpCode(200)
  @Requires(['read', 'Authorisation'])
  async makeDeadlineFeed(@Context() ctx: Ctx): Promise<DeadlineFeedView> {
    await this.feeds.make(ctx);
    return this.feeds.mine(ctx);
  }

  /** From now on that address gives nothing. */
  @Post('deadline-feed/revoke')
  @HttpCode(200)
  @Requires(['read', 'Authorisation'])
  async revokeDeadlineFeed(@Context() ctx: Ctx): Promise<DeadlineFeedView> {
    await this.feeds.revoke(ctx);
    return this.feeds.mine(ctx);
  }

  /** What a calendar program asks for, without a session: the address itself is the secret. */
  @Get('deadline-feeds/:id/echeances.ics')
  @Requires('nothing')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' } })
  async readDeadlineFeed(@Param('id', ID) id: string, @Query() { key }: FeedKey): Promise<string> {
    return this.feeds.calendar(id, key, new Date());
  }
}
