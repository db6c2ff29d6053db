import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Context, ID, IdempotencyKey, Requires, type Ctx } from '#kernel/api';
import { BulkActList, BulkActView, BulkLinePage, ListBulkLines, StartBulkAct } from './bulk.messages.js';
import { BulkActs } from './bulk.service.js';

/** Acts on many queries or forms: started here, done by the worker, found again by the person who started them, and by nobody else. */
@Controller('bulk-acts')
export class BulkActsController {
  constructor(private readonly acts: BulkActs) {}

  /** Starts an act on many. It goes on whatever becomes of the page; each line is done or refused by itself. */
  @Post()
  @Requires(['read', 'Query'])
  startBulkAct(@Context() ctx: Ctx, @IdempotencyKey() key: string, @Body() body: StartBulkAct): Promise<BulkActView> {
    return this.acts.start(ctx, key, body);
  }

  /** Mine, the latest first. */
  @Get()
  @Requires(['read', 'Query'])
  async listBulkActs(@Context() ctx: Ctx): Promise<BulkActList> {
    return { items: await this.acts.recent(ctx) };
  }

  /** How far it is. */
  @Get(':id')
  @Requires(['read', 'Query'])
  getBulkAct(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<BulkActView> {
    return this.acts.view(ctx, id);
  }

  /** What became of each line, in the order in which they were chosen. */
  @Get(':id/lines')
  @Requires(['read', 'Query'])
  listBulkLines(@Context() ctx: Ctx, @Param('id', ID) id: string, @Query() asked: ListBulkLines): Promise<BulkLinePage> {
    return this.acts.lines(ctx, id, asked);
  }

  /** Nothing more is begun; what was done stays done. */
  @Post(':id/stop')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  stopBulkAct(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<BulkActView> {
    return this.acts.stop(ctx, id);
  }

  /** Goes on with what is left, and with what did not come through. */
  @Post(':id/resume')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  resumeBulkAct(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<BulkActView> {
    return this.acts.resume(ctx, id);
  }

  /** I have read what became of it; it stays among the recent ones. */
  @Post(':id/put-away')
  @HttpCode(200)
  @Requires(['read', 'Query'])
  putAwayBulkAct(@Context() ctx: Ctx, @Param('id', ID) id: string): Promise<BulkActView> {
    return this.acts.putAway(ctx, id);
  }
}
